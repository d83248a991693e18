import type { CollegeCourse, Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';

/** Activities of a course are for those who are in it, and for administrators. */
export function mayOpenTool(person: Person, course: CollegeCourse, directory: CollegeDirectory): boolean {
  return person.role === 'administrator' || directory.roleIn(course, person) !== undefined;
}

import type { Random } from '../../../src/recommender/data/random.ts';

export interface Person {
  /** Digits, so that it can be written as a number too. */
  id: string;
  role: 'learner' | 'staff';
}

export interface SchoolCourse {
  id: string;
  people: readonly Person[];
}

/** A school as it truly is. */
export interface School {
  courses: readonly SchoolCourse[];
}

const staffInCourse = 3;

export function createSchool(courses: number, people: number): School {
  return {
    courses: Array.from({ length: courses }, (_, c) => ({
      id: `${1_000 + c}`,
      people: Array.from({ length: people }, (_, p) => ({
        id: `${100_000 + c * people + p}`,
        role: p < people - staffInCourse ? 'learner' : 'staff',
      })),
    })),
  };
}

/** The same school some days later: in a few courses one or two learners have truly left, and somebody has come. */
export function laterSchool(school: School, random: Random): { later: School; left: Set<string> } {
  const left = new Set<string>();
  const courses = school.courses.map((course, c) => {
    if (random.next() > 0.15) return course;
    const leavers = 1 + random.below(2);
    for (const { id } of course.people.slice(0, leavers)) left.add(nameOf(course.id, id));
    const newcomer: Person = { id: `${900_000 + c}`, role: 'learner' };
    return { ...course, people: [...course.people.slice(leavers), newcomer] };
  });
  return { later: { courses }, left };
}

/** "course person" */
export function nameOf(course: string, person: string): string {
  return `${course} ${person}`;
}

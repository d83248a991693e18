import type { CatalogueCounts } from '../../../models/catalogue-report.ts';
import type { CourseList } from '../../../models/course.ts';
import type { Derived } from './derive-courses.ts';
import type { StoredCourse } from './read-catalogue.ts';

/**
 * How complete a catalogue is.
 * @param enrolled keys of the courses that learners take or have taken (`takenCourses`)
 */
export function countCatalogue(
  courses: readonly StoredCourse[],
  derived: ReadonlyMap<string, Derived>,
  enrolled: ReadonlySet<string>,
): CatalogueCounts {
  const present = courses.filter(({ isRemoved }) => !isRemoved);
  const listed = ({ key }: StoredCourse, list: CourseList) =>
    derived.get(key)?.findings.lists.includes(list) === true;
  const count = (counts: (course: StoredCourse) => boolean) => present.filter(counts).length;
  const sections = present.filter((course) => listed(course, 'section'));
  const groups = new Set(sections.map(({ key, group }) => group ?? derived.get(key)?.fields.group));
  return {
    courses: present.length,
    described: count(({ facts }) => facts.description !== 'missing'),
    languageStated: count(({ language }) => language !== undefined),
    languageDetected: count(({ language, facts }) => language === undefined && facts.language !== undefined),
    categorised: count(({ categories }) => categories.length > 0),
    enrolled: count(({ key }) => enrolled.has(key)),
    groups: groups.size,
    sections: sections.length,
    prerequisitesStated: count(({ prerequisites }) => prerequisites.length > 0),
    prerequisitesFound: count((course) => listed(course, 'prerequisite-found')),
  };
}

import type { CatalogueCounts } from '../../../models/catalogue-report.ts';
import type { CourseList } from '../../../models/course.ts';
import type { Derived } from './findings.ts';
import type { StoredEntry } from './read-entries.ts';

/**
 * How complete a catalogue is.
 * @param enrolled keys of the courses that somebody is or was in
 */
export function countCatalogue(
  entries: readonly StoredEntry[],
  derivedOf: ReadonlyMap<string, Derived>,
  enrolled: ReadonlySet<string>,
): CatalogueCounts {
  const present = entries.filter(({ isRemoved }) => !isRemoved);
  const listed = ({ key }: StoredEntry, list: CourseList) =>
    derivedOf.get(key)?.findings.lists.includes(list) === true;
  const count = (counts: (entry: StoredEntry) => boolean) => present.filter(counts).length;
  const sections = present.filter((entry) => listed(entry, 'section'));
  const groups = new Set(sections.map(({ key, group }) => group ?? derivedOf.get(key)?.fields.group));
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
    prerequisitesFound: count((entry) => listed(entry, 'prerequisite-found')),
  };
}

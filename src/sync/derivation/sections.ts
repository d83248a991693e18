import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { type CatalogueCourse, groupBy } from './catalogue-course.ts';

/** Titles under which something else is taught each time. */
const generic =
  /^(?:(?:advanced|graduate|undergraduate|research|master|bachelor|special|selected|current|independent|directed|final|senior|honou?rs) )*(?:topics?|seminare?s?|seminario|séminaire|hauptseminar|proseminar|oberseminar|colloquium|kolloquium|tutorials?|tutorium|workshop|practicum|praktikum|internship|praxis|stage|prácticas|thesis|dissertation|abschlussarbeit|study|studies|reading|readings|research|project|projekt|projet|proyecto|lab|laboratory|übung|vorlesung|course|kurs|cours|curso|orientation|test|sandbox|demo)(?: (?:in|of|zu|en|de) .*)?(?: [\divx]{1,3})?$/u;
/** A title of one short word names a field, not a course. */
const leastTitle = 8;

/**
 * Finds the courses that are sections of one course, where no source states it. A wrong group hides a course from people who
 * never took it, so two courses are put into one group only if they have
 *
 * - the same code and the same title, apart from term and section; or
 * - no codes that differ, the same title apart from term and section, a different term or section each, and the same
 *   categories.
 *
 * Under titles such as "Special topics" the descriptions must be the same too. Where sources state a group for some of the
 * courses, the others join that group. Where sources state several groups, nothing is found.
 * @returns the group of each course that is put into one, by the course's key
 */
export async function findSections(courses: readonly CatalogueCourse[]): Promise<Map<string, string>> {
  const groups = new Map<string, string>();
  const join = (cluster: readonly CatalogueCourse[], name: string) => {
    const stated = new Set(cluster.flatMap(({ group }) => group ?? []));
    if (cluster.length < 2 || stated.size > 1) return;
    for (const { key, group } of cluster)
      if (group === undefined) groups.set(key, [...stated][0] ?? `~${name}`);
  };

  const coded = groupBy(courses, byCode);
  await yieldToOthers();
  for (const [name, cluster] of coded) join(cluster, name);
  await yieldToOthers();
  const others = courses.filter(({ key, group }) => !groups.has(key) && group === undefined);
  for (const [name, cluster] of groupBy(others, byTitle))
    if (haveOwnMarks(cluster) && haveOneCode(cluster)) join(cluster, name);
  return groups;
}

function byCode({ facts }: CatalogueCourse): string | undefined {
  const { base, title } = facts.name;
  if (base === undefined || title === '' || isTitle(base, title)) return undefined;
  return isComparable(facts) ? `${base.toLowerCase()} ${title}${textUnderGeneric(facts)}` : undefined;
}

function byTitle({ facts, categories }: CatalogueCourse): string | undefined {
  const { title } = facts.name;
  if (title.length < leastTitle || facts.name.marks.length === 0) return undefined;
  if (!isComparable(facts)) return undefined;
  return `${title}${textUnderGeneric(facts)} · ${[...categories].sort().join(' | ')}`;
}

/** Where an LMS makes a code of the title, it says nothing more: two courses may both be called "Marketing". */
function isTitle(base: string, title: string): boolean {
  return !/\d/.test(base) && base.toLowerCase() === title.replaceAll(' ', '');
}

/** Under a generic title courses are the same only when their descriptions are. */
function isComparable({ name, text }: CatalogueCourse['facts']): boolean {
  return text !== undefined || !generic.test(name.title);
}

function textUnderGeneric({ name, text }: CatalogueCourse['facts']): string {
  return generic.test(name.title) ? ` · ${text}` : '';
}

function haveOwnMarks(cluster: readonly CatalogueCourse[]): boolean {
  return new Set(cluster.map(({ facts }) => facts.name.marks.join('|'))).size === cluster.length;
}

function haveOneCode(cluster: readonly CatalogueCourse[]): boolean {
  return new Set(cluster.flatMap(({ facts }) => facts.name.base ?? [])).size <= 1;
}

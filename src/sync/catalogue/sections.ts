import { setImmediate as othersTurn } from 'node:timers/promises';
import { type Entry, groupedBy } from './entry.ts';

/** Titles under which something else is taught each time. */
const generic =
  /^(?:(?:advanced|graduate|undergraduate|research|master|bachelor|special|selected|current|independent|directed|final|senior|honou?rs) )*(?:topics?|seminare?s?|seminario|séminaire|hauptseminar|proseminar|oberseminar|colloquium|kolloquium|tutorials?|tutorium|workshop|practicum|praktikum|internship|praxis|stage|prácticas|thesis|dissertation|abschlussarbeit|study|studies|reading|readings|research|project|projekt|projet|proyecto|lab|laboratory|übung|vorlesung|course|kurs|cours|curso|orientation|test|sandbox|demo)(?: (?:in|of|zu|en|de) .*)?(?: [\divx]{1,3})?$/u;
/** A title of one short word names a field, not a course. */
const leastTitle = 8;

/**
 * The group of each course that is one of several sections of a course, where no source states one: by key. A wrong
 * group hides a course from people who never had it, so it takes
 *
 * - the same code but for term and section, and the same title but for them; or
 * - without codes that differ: the same title but for them, a different term or section on each, the same categories.
 *
 * Under titles such as "Special topics" the descriptions must be the same too. Where sources state a group for some of
 * them, the others join it; where they state several, they know better.
 */
export async function sectionGroups(entries: readonly Entry[]): Promise<Map<string, string>> {
  const groups = new Map<string, string>();
  const join = (cluster: readonly Entry[], name: string) => {
    const stated = new Set(cluster.flatMap(({ group }) => group ?? []));
    if (cluster.length < 2 || stated.size > 1) return;
    for (const { key, group } of cluster)
      if (group === undefined) groups.set(key, [...stated][0] ?? `~${name}`);
  };

  const coded = groupedBy(entries, byCode);
  await othersTurn();
  for (const [name, cluster] of coded) join(cluster, name);
  await othersTurn();
  const others = entries.filter(({ key, group }) => !groups.has(key) && group === undefined);
  for (const [name, cluster] of groupedBy(others, byTitle))
    if (haveOwnMarks(cluster) && haveOneCode(cluster)) join(cluster, name);
  return groups;
}

function byCode({ facts }: Entry): string | undefined {
  const { base, title } = facts.name;
  if (base === undefined || title === '' || isTitle(base, title)) return undefined;
  return isComparable(facts) ? `${base.toLowerCase()} ${title}${textOf(facts)}` : undefined;
}

function byTitle({ facts, categories }: Entry): string | undefined {
  const { title } = facts.name;
  if (title.length < leastTitle || facts.name.marks.length === 0) return undefined;
  if (!isComparable(facts)) return undefined;
  return `${title}${textOf(facts)} · ${[...categories].sort().join(' | ')}`;
}

/** Where an LMS makes a code of the title, it says nothing more: two courses may both be called "Marketing". */
function isTitle(base: string, title: string): boolean {
  return !/\d/.test(base) && base.toLowerCase() === title.replaceAll(' ', '');
}

/** Under a generic title courses are the same only when their descriptions are. */
function isComparable({ name, text }: Entry['facts']): boolean {
  return text !== undefined || !generic.test(name.title);
}

function textOf({ name, text }: Entry['facts']): string {
  return generic.test(name.title) ? ` · ${text}` : '';
}

function haveOwnMarks(cluster: readonly Entry[]): boolean {
  return new Set(cluster.map(({ facts }) => facts.name.marks.join('|'))).size === cluster.length;
}

function haveOneCode(cluster: readonly Entry[]): boolean {
  return new Set(cluster.flatMap(({ facts }) => facts.name.base ?? [])).size <= 1;
}

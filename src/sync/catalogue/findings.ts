import type { CourseFindings, CourseList } from '../../../models/course.ts';
import { inCircles } from './circles.ts';
import type { Entry } from './entry.ts';
import { Prerequisites } from './prerequisites.ts';
import { sameTexts } from './same-texts.ts';
import { sectionGroups } from './sections.ts';

/** What is worked out for one course. */
export interface Derived {
  /** Fields where no source states them: the view `derived`. */
  fields: { language?: string; group?: string; prerequisites?: string[] };
  findings: CourseFindings;
}

/** Looks at a catalogue as a whole: what follows for each course, by key. Linear in courses and prerequisites. */
export function findingsOf(entries: readonly Entry[]): Map<string, Derived> {
  const sections = sectionGroups(entries);
  const groupOf = ({ key, group }: Entry) => group ?? sections.get(key);
  // A group may be called like another course's key.
  const unitOf = (entry: Entry) => groupOf(entry) ?? `\0${entry.key}`;
  const alike = sameTexts(entries, groupOf);
  const sectioned = countsOf(entries.flatMap((entry) => groupOf(entry) ?? []));
  const prerequisites = withoutCircles(entries, unitOf);

  return new Map(
    entries.map((entry) => {
      const { key, facts } = entry;
      const group = groupOf(entry);
      const { courses, unclear } = prerequisites.get(key) ?? { courses: [], unclear: [] };
      const found = sections.get(key);
      const sameText = alike.get(key);
      const lists: (CourseList | false | undefined)[] = [
        facts.description === 'missing' && 'no-description',
        facts.description === 'short' && 'short-description',
        sameText !== undefined && 'same-text',
        group !== undefined && (sectioned.get(group) ?? 0) > 1 && 'section',
        courses.length > 0 && 'prerequisite-found',
        unclear.length > 0 && 'prerequisite-unclear',
      ];
      const derived: Derived = {
        fields: {
          ...(facts.language !== undefined && { language: facts.language }),
          ...(found !== undefined && { group: found }),
          ...(courses.length > 0 && { prerequisites: courses }),
        },
        findings: {
          facts,
          lists: entry.isRemoved ? [] : lists.filter((list) => typeof list === 'string'),
          ...(sameText !== undefined && { sameText }),
          ...(unclear.length > 0 && { unclear }),
        },
      };
      return [key, derived];
    }),
  );
}

/** What descriptions say where no source states prerequisites, less what would make two courses wait for each other. */
function withoutCircles(entries: readonly Entry[], unitOf: (entry: Entry) => string) {
  const index = new Prerequisites(entries, unitOf);
  const asking = entries.filter(({ facts, prerequisites }) => facts.asks && prerequisites.length === 0);
  const read = new Map(asking.map((entry) => [entry.key, index.readOf(entry)]));
  const units = new Map(entries.map((entry) => [entry.key, unitOf(entry)]));
  const unitsOf = (keys: readonly string[]) => keys.flatMap((key) => units.get(key) ?? []);
  const edges = new Map<string, string[]>();
  for (const entry of entries) {
    const before = unitsOf([...entry.prerequisites, ...(read.get(entry.key)?.courses ?? [])]);
    if (before.length > 0) edges.set(unitOf(entry), [...(edges.get(unitOf(entry)) ?? []), ...before]);
  }
  const circles = inCircles(edges);
  for (const entry of asking) {
    const found = read.get(entry.key);
    if (!found || !circles.has(unitOf(entry))) continue;
    const [circular, others] = split(found.courses, (key) => circles.has(units.get(key) ?? ''));
    const why = 'circle' as const;
    read.set(entry.key, {
      courses: others,
      unclear: [...found.unclear, ...circular.map((text) => ({ text, why }))],
    });
  }
  return read;
}

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

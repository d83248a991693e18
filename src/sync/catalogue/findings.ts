import { setImmediate as othersTurn } from 'node:timers/promises';
import type { CourseFindings, CourseList } from '../../../models/course.ts';
import type { Entry } from './entry.ts';
import type { ReadPrerequisites } from './prerequisites.ts';
import { readPrerequisites } from './read-prerequisites.ts';
import { sameTexts } from './same-texts.ts';
import { sectionGroups } from './sections.ts';

const entriesAtOnce = 2_000;

/** What is worked out for one course. */
export interface Derived {
  /** Fields where no source states them: the view `derived`. */
  fields: { language?: string; group?: string; prerequisites?: string[] };
  findings: CourseFindings;
}

/**
 * Looks at a catalogue as a whole: what follows for each course, by key. Linear in courses and prerequisites. Others have
 * their turn in between: of a hundred thousand courses each step takes a few tenths of a second.
 */
export async function findingsOf(entries: readonly Entry[]): Promise<Map<string, Derived>> {
  const sections = await sectionGroups(entries);
  await othersTurn();
  const groupOf = ({ key, group }: Entry) => group ?? sections.get(key);
  const alike = sameTexts(entries, groupOf);
  await othersTurn();
  const sizes = sizesOf(entries, groupOf);
  await othersTurn();
  // A group may be called like another course's key.
  const prerequisites = await readPrerequisites(entries, (entry) => groupOf(entry) ?? `\0${entry.key}`);
  const found = new Map<string, Derived>();
  for (const [i, entry] of entries.entries()) {
    if (i % entriesAtOnce === 0) await othersTurn();
    const beside: Beside = {
      isSection: (sizes.get(groupOf(entry) ?? '') ?? 0) > 1,
      group: sections.get(entry.key),
      sameText: alike.get(entry.key),
      prerequisites: prerequisites.get(entry.key) ?? { courses: [], unclear: [] },
    };
    found.set(entry.key, derivedOf(entry, beside));
  }
  return found;
}

/** What a look at all others has shown of a course. */
interface Beside {
  /** By a group found or stated. */
  isSection: boolean;
  /** Found. */
  group: string | undefined;
  sameText: string | undefined;
  prerequisites: ReadPrerequisites;
}

function derivedOf({ facts, isRemoved }: Entry, beside: Beside): Derived {
  const { isSection, group, sameText } = beside;
  const { courses, unclear } = beside.prerequisites;
  const lists: (CourseList | false)[] = [
    facts.description === 'missing' && 'no-description',
    facts.description === 'short' && 'short-description',
    sameText !== undefined && 'same-text',
    isSection && 'section',
    courses.length > 0 && 'prerequisite-found',
    unclear.length > 0 && 'prerequisite-unclear',
  ];
  return {
    fields: {
      ...(facts.language !== undefined && { language: facts.language }),
      ...(group !== undefined && { group }),
      ...(courses.length > 0 && { prerequisites: courses }),
    },
    findings: {
      facts,
      lists: isRemoved ? [] : lists.filter((list) => list !== false),
      ...(sameText !== undefined && { sameText }),
      ...(unclear.length > 0 && { unclear }),
    },
  };
}

/** How many courses of the LMS each group has. */
function sizesOf(
  entries: readonly Entry[],
  groupOf: (entry: Entry) => string | undefined,
): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const entry of entries) {
    const group = groupOf(entry);
    if (group !== undefined && !entry.isRemoved) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return sizes;
}

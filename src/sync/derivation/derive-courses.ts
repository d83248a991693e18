import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { CourseFindings, CourseList } from '../../../models/course.ts';
import type { CatalogueCourse } from './catalogue-course.ts';
import { type FoundPrerequisites, findPrerequisites } from './prerequisites.ts';
import { findSameTexts } from './same-texts.ts';
import { findSections } from './sections.ts';

const coursesAtOnce = 2_000;

/** What is derived for one course. */
export interface Derived {
  /** Fields that no source states; stored under `bySource.derived`. */
  fields: { language?: string; group?: string; prerequisites?: string[] };
  findings: CourseFindings;
}

/**
 * Derives a whole catalogue: what follows for each course, by key. The time is linear in courses and prerequisites. Other
 * work is let through between the steps, because each takes a few tenths of a second for a hundred thousand courses.
 */
export async function deriveCourses(courses: readonly CatalogueCourse[]): Promise<Map<string, Derived>> {
  const sections = await findSections(courses);
  await yieldToOthers();
  const groupOf = ({ key, group }: CatalogueCourse) => group ?? sections.get(key);
  const alike = findSameTexts(courses, groupOf);
  await yieldToOthers();
  const sizes = countByGroup(courses, groupOf);
  await yieldToOthers();
  // The zero byte keeps a key apart from a group of the same name.
  const prerequisites = await findPrerequisites(courses, (course) => groupOf(course) ?? `\0${course.key}`);
  const found = new Map<string, Derived>();
  for (const [i, course] of courses.entries()) {
    if (i % coursesAtOnce === 0) await yieldToOthers();
    const comparison: Comparison = {
      isSection: (sizes.get(groupOf(course) ?? '') ?? 0) > 1,
      group: sections.get(course.key),
      sameText: alike.get(course.key),
      prerequisites: prerequisites.get(course.key) ?? { courses: [], unclear: [] },
    };
    found.set(course.key, toDerived(course, comparison));
  }
  return found;
}

/** What a comparison with all other courses has shown of a course. */
interface Comparison {
  /** By a group that was found or stated. */
  isSection: boolean;
  /** A group that was found; undefined where sources state one. */
  group: string | undefined;
  sameText: string | undefined;
  prerequisites: FoundPrerequisites;
}

function toDerived({ facts, isRemoved }: CatalogueCourse, comparison: Comparison): Derived {
  const { isSection, group, sameText } = comparison;
  const { courses, unclear } = comparison.prerequisites;
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
function countByGroup(
  courses: readonly CatalogueCourse[],
  groupOf: (course: CatalogueCourse) => string | undefined,
): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const course of courses) {
    const group = groupOf(course);
    if (group !== undefined && !course.isRemoved) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return sizes;
}

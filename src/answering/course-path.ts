import { type DatedSection, nameOfSections } from '../../models/sections.ts';
import { missingCourses } from './missing-courses.ts';
import { nextSection } from './next-section.ts';

/** What a path needs to know of a course. */
export interface PathCourse extends DatedSection {
  prerequisites: readonly string[];
  removedAt?: Date | undefined;
  hidden?: boolean | undefined;
  excludedCategory?: string | undefined;
}

/** A catalogue, as paths need it. */
export interface PathCourses {
  /** By key. */
  courses: ReadonlyMap<string, PathCourse>;
  /** As `groupSections` says. */
  sections: ReadonlyMap<string, readonly PathCourse[]>;
}

/** A course on the way to another one. */
export interface PathStep {
  key: string;
  /** Keys of the steps that have to be taken right before it. */
  after: readonly string[];
  /** How many terms have to come before it, at least: 0 for a course that nothing stands before. */
  depth: number;
}

/**
 * Finds the ways to courses through their prerequisites, for somebody who has passed some. Every prerequisite of a course is needed.
 * Where a catalogue's prerequisites go in a circle, the one that closes the circle is left out: nobody could begin anywhere.
 * @param passed keys of the courses that count as a prerequisite
 * @returns for a course, everything that has still to be taken before it, what comes first first, and the course itself last
 */
export function coursePaths(
  { courses, sections }: PathCourses,
  passed: ReadonlySet<string>,
  now: Date,
): (key: string) => PathStep[] {
  const isMissing = missingCourses(courses, passed);

  /** The section that can be taken next, whichever is named. */
  function offered(key: string): string {
    const course = courses.get(key);
    if (course?.group === undefined) return key;
    const there = (sections.get(nameOfSections(course)) ?? []).filter(isThere);
    return nextSection(there, now)?.key ?? key;
  }

  /** Where several sections of one course are named, one is enough. */
  function oneOfEach(keys: readonly string[]): string[] {
    return [...new Map(keys.map((key) => [courses.get(key)?.group ?? key, key])).values()];
  }

  return (key) => {
    const steps = new Map<string, PathStep>();
    const under = new Set<string>();
    const visit = (one: string): PathStep => {
      const known = steps.get(one);
      if (known) return known;
      under.add(one);
      const missing = (courses.get(one)?.prerequisites ?? []).filter(isMissing).map(offered);
      const before = oneOfEach(missing)
        .filter((other) => !under.has(other))
        .map(visit);
      under.delete(one);
      const step = {
        ...{ key: one, after: before.map((other) => other.key) },
        depth: before.reduce((deepest, { depth }) => Math.max(deepest, depth + 1), 0),
      };
      steps.set(one, step);
      return step;
    };
    visit(key);
    // Of equal depth, those that were found first: the order of the catalogue's own prerequisites.
    return [...steps.values()].sort((a, b) => a.depth - b.depth);
  };
}

/** Students may be told of it, and it is still given. */
export function isThere({ removedAt, hidden, excludedCategory }: PathCourse): boolean {
  return removedAt === undefined && hidden !== true && excludedCategory === undefined;
}

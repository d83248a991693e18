import { missingCourses } from './missing-courses.ts';

/** What a path needs to know of a course. */
export interface PathCourse {
  key: string;
  prerequisites: readonly string[];
  group?: string | undefined;
  removedAt?: Date | undefined;
  hidden?: boolean | undefined;
  excludedCategory?: string | undefined;
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
  catalogue: ReadonlyMap<string, PathCourse>,
  passed: ReadonlySet<string>,
): (key: string) => PathStep[] {
  const isMissing = missingCourses(catalogue, passed);
  let sections: Map<string, string> | undefined;

  /** The section that can be taken, where the one that is named cannot. */
  function offered(key: string): string {
    const course = catalogue.get(key);
    if (course?.group === undefined || isThere(course)) return key;
    sections ??= new Map(
      [...catalogue.values()].flatMap((one) =>
        one.group !== undefined && isThere(one) ? [[one.group, one.key] as const] : [],
      ),
    );
    return sections.get(course.group) ?? key;
  }

  /** Where several sections of one course are named, one is enough. */
  function oneOfEach(keys: readonly string[]): string[] {
    return [...new Map(keys.map((key) => [catalogue.get(key)?.group ?? key, key])).values()];
  }

  return (key) => {
    const steps = new Map<string, PathStep>();
    const under = new Set<string>();
    const visit = (one: string): PathStep => {
      const known = steps.get(one);
      if (known) return known;
      under.add(one);
      const missing = (catalogue.get(one)?.prerequisites ?? []).filter(isMissing).map(offered);
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

import type { Catalogue } from './catalogues.ts';
import { isWithinReach } from './levels.ts';
import { popularityOf } from './next-courses.ts';
import type { Ranking } from './ranking.ts';

/**
 * Before there is a model: the courses that most learners took.
 * @param current keys of the courses to go with, or undefined for any
 */
export function rankByLearners(catalogue: Catalogue, current: readonly string[] | undefined): Ranking {
  const courses = [...catalogue.courses.values()];
  const companions = current?.flatMap((key) => catalogue.courses.get(key) ?? []);
  const scores = Float32Array.from(courses, ({ key }) => catalogue.learnersOf(key));
  return {
    keys: courses.map(({ key }) => key),
    scores,
    suits: (_row, { categories, level }) =>
      companions?.some((one) => one.categories[0] === categories[0] && isWithinReach(level, one.level)) ??
      true,
    causesOf: (row, course) => [{ share: scores[row] as number, reason: popularityOf(course, catalogue) }],
  };
}

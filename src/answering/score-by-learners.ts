import type { Catalogue } from './catalogue.ts';
import { isWithinReach } from './levels.ts';
import { popularityReason } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';

/**
 * Scores courses before there is a model: by how many learners took each.
 * @param current keys of the courses that a supplement is to go with; undefined: no supplement is wanted
 */
export function scoreByLearners(catalogue: Catalogue, current: readonly string[] | undefined): ScoredCourses {
  const courses = [...catalogue.courses.values()];
  const companions = current?.flatMap((key) => catalogue.courses.get(key) ?? []);
  const scores = Float32Array.from(courses, ({ key }) => catalogue.learnerCount(key));
  return {
    keys: courses.map(({ key }) => key),
    scores,
    suits: (_row, { categories, level }) =>
      companions?.some((one) => one.categories[0] === categories[0] && isWithinReach(level, one.level)) ??
      true,
    causes: (row, course) => [{ share: scores[row] as number, reason: popularityReason(course, catalogue) }],
  };
}

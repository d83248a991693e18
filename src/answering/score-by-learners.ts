import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { isWithinReach } from './levels.ts';
import { type Cause, popularityReason } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { comesBefore } from './step-back.ts';
import type { Gain } from './topic-gains.ts';

/** What the most popular course gains by that, in the unit in which topics weigh. */
const popularWeight = 2;

/**
 * Scores courses before there is a model: by how many learners took each, and by what the learner looks for.
 * @param current keys of the courses that a supplement is to go with; undefined: no supplement is wanted
 * @param topics what courses gain by each thing that the learner looks for
 */
export function scoreByLearners(
  catalogue: Catalogue,
  current: readonly string[] | undefined,
  topics: readonly ReadonlyMap<string, Gain>[] = [],
): ScoredCourses {
  const courses = [...catalogue.courses.values()];
  const companions = current?.flatMap((key) => catalogue.courses.get(key) ?? []);
  const most = courses.reduce((largest, { key }) => Math.max(largest, catalogue.learnerCount(key)), 1);
  const popularity = (key: string) => (popularWeight * catalogue.learnerCount(key)) / most;
  const causes = ({ key }: CatalogueCourse): Cause[] =>
    topics.flatMap((gains) => {
      const gained = gains.get(key);
      return gained && gained.gain > 0 ? [{ share: gained.gain, reason: gained.reason }] : [];
    });
  const scores = Float32Array.from(courses, (course) =>
    causes(course).reduce((sum, { share }) => sum + share, popularity(course.key)),
  );
  return {
    keys: courses.map(({ key }) => key),
    scores,
    suits: (_row, course) =>
      companions?.some(
        (one) =>
          one.categories[0] === course.categories[0] &&
          isWithinReach(course.level, one.level) &&
          !comesBefore(course, one, catalogue),
      ) ?? true,
    causes: (_row, course) => [
      ...causes(course),
      { share: popularity(course.key), reason: popularityReason(course, catalogue) },
    ],
  };
}

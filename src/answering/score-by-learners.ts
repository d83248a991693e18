import type { Catalogue } from './catalogue.ts';
import { isWithinReach } from './levels.ts';
import { type Cause, popularityReason } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { courseGains } from './section-gains.ts';
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
  const sections = [...catalogue.sections.values()];
  const rows = new Map(sections.flatMap((all, row) => all.map(({ key }) => [key, row] as const)));
  const companions = current?.flatMap((key) => catalogue.courses.get(key) ?? []);
  const learners = sections.map(([first]) => (first ? catalogue.learnerCount(first.key) : 0));
  const most = learners.reduce((largest, count) => Math.max(largest, count), 1);
  const popularity = (row: number) => (popularWeight * learners[row]!) / most;
  const ofCourses = topics.map((gains) => courseGains(gains, { rows, sections }));
  const causes = (row: number): Cause[] =>
    ofCourses.flatMap((gains) => {
      const gained = gains.gainOf(row);
      return gained && gained.gain > 0 ? [{ share: gained.gain, reason: gained.reason }] : [];
    });
  const scores = Float32Array.from(sections, (_, row) =>
    causes(row).reduce((sum, { share }) => sum + share, popularity(row)),
  );
  return {
    ...{ rows, sections, scores },
    suits: (_row, course) =>
      companions?.some(
        (one) =>
          one.categories[0] === course.categories[0] &&
          isWithinReach(course.level, one.level) &&
          !comesBefore(course, one, catalogue),
      ) ?? true,
    causes: (row, course) => [
      ...causes(row),
      { share: popularity(row), reason: popularityReason(course, catalogue) },
    ],
  };
}

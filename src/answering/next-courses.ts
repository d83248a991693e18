import { queryNow } from '../recommender/data/scorer.ts';
import { entryOf } from '../recommender/data/sparse.ts';
import { topUnordered } from '../recommender/data/top-courses.ts';
import type { Contribution } from '../recommender/recommender.ts';
import { gainsOf } from '../recommender/text/topic.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue, CatalogueCourse } from './catalogues.ts';
import type { LearnerState } from './learner-state.ts';
import type { Cause, Ranking } from './ranking.ts';
import type { Reason } from './recommendation.ts';
import { statementsOf } from './statements.ts';

/** Courses that a statement makes candidates, its best matches: as many as an answer is chosen from. */
const namedByStatement = 50;

/**
 * What to take next: the model's score for the learner's history, and on top of it what each course gains by each
 * thing that the learner said. The parts add up, so the share of a statement is exactly what the score loses
 * without it.
 */
export function rankNextCourses(
  model: ServingModel,
  catalogue: Catalogue,
  learner: LearnerState,
  now: Date,
): Ranking {
  const { recommender, courseKeys, rows, texts } = model;
  const query = queryNow(learner.history.flatMap((key) => rows.get(key) ?? []));
  const statements = statementsOf(learner.profile, learner.searches, now).map((statement) => ({
    reason: statement.reason,
    gains: gainsOf(texts, statement),
  }));
  const scores = new Float32Array(courseKeys.length);
  const named: number[] = [];
  for (const { gains } of statements) {
    const best = topUnordered(gains.values, namedByStatement);
    for (let i = 0; i < best.length; i++) named.push(gains.columns[best[i]!]!);
  }
  recommender.score(query, scores, named);
  for (const { gains } of statements)
    for (let i = 0; i < gains.columns.length; i++) scores[gains.columns[i]!]! += gains.values[i]!;

  return {
    keys: courseKeys,
    scores,
    suits: () => true,
    causesOf: (row, course) => [
      ...recommender.explain(query, row).flatMap((contribution) => causeOf(contribution, course) ?? []),
      ...statements.flatMap(({ reason, gains }) => {
        const share = entryOf(gains, row);
        return share > 0 ? { share, reason } : [];
      }),
    ],
    similaritiesTo: texts.similaritiesTo,
  };

  function causeOf(contribution: Contribution, course: CatalogueCourse): Cause | undefined {
    const { kind, share } = contribution;
    if (kind === 'popularity') return { share, reason: popularityOf(course, catalogue) };
    const taken = catalogue.courses.get(courseKeys[contribution.course] as string);
    return taken && { share, reason: reasonOfTaken(taken, learner) };
  }
}

function reasonOfTaken({ key, title }: CatalogueCourse, { active, liked }: LearnerState): Reason {
  if (liked.has(key)) return { kind: 'because-you-liked', course: title };
  return { kind: active.has(key) ? 'because-you-take' : 'because-you-took', course: title };
}

/** Popular in the first of its categories where that is so, else popular as such. */
export function popularityOf(course: CatalogueCourse, catalogue: Catalogue): Reason {
  const category = catalogue.popularIn(course);
  return category === undefined ? { kind: 'popular' } : { kind: 'popular-in', category };
}

import { queryNow } from '../recommender/data/scorer.ts';
import { entryOf } from '../recommender/data/sparse.ts';
import { topUnordered } from '../recommender/data/top-courses.ts';
import type { Contribution } from '../recommender/recommender.ts';
import { gainsOf } from '../recommender/text/topic.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { goalGains, isTaught } from './goal-gains.ts';
import type { LearnerState } from './learner-state.ts';
import { learnerTopics } from './learner-topics.ts';
import { type Cause, popularityReason, type Reason } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';

/** So many courses, its best matches, each topic makes candidates: as many as an answer is chosen from. */
const candidatesPerTopic = 50;

/**
 * Scores what to take next: the model's score for the learner's history, plus what a course gains by matching each topic
 * of the learner and by teaching what their goal takes. Because the parts add up, the share of a topic is exactly what the score loses without it.
 */
export function scoreNextCourses(
  model: ServingModel,
  catalogue: Catalogue,
  learner: LearnerState,
  now: Date,
): ScoredCourses {
  const { recommender, courseKeys, rows, texts } = model;
  const query = queryNow(learner.history.flatMap((key) => rows.get(key) ?? []));
  const { goal, profile } = learner;
  const skills = isTaught(goal) ? goalGains(goal, learner.taken, learner.active, rows) : [];
  const said = isTaught(goal) ? { ...profile, goal: undefined } : profile;
  const topics = [
    ...skills,
    ...learnerTopics(said, learner.searches, now).map((topic) => ({
      reason: topic.reason,
      gains: gainsOf(texts, topic),
    })),
  ];
  const scores = new Float32Array(courseKeys.length);
  const candidates: number[] = [];
  for (const { gains } of topics) {
    const best = topUnordered(gains.values, candidatesPerTopic);
    for (let i = 0; i < best.length; i++) candidates.push(gains.columns[best[i]!]!);
  }
  recommender.score(query, scores, candidates);
  for (const { gains } of topics)
    for (let i = 0; i < gains.columns.length; i++) scores[gains.columns[i]!]! += gains.values[i]!;

  return {
    keys: courseKeys,
    scores,
    suits: () => true,
    causes: (row, course) => [
      ...recommender.explain(query, row).flatMap((contribution) => causeFrom(contribution, course) ?? []),
      ...topics.flatMap(({ reason, gains }) => {
        const share = entryOf(gains, row);
        return share > 0 ? { share, reason } : [];
      }),
    ],
    similaritiesTo: texts.similaritiesTo,
  };

  function causeFrom(contribution: Contribution, course: CatalogueCourse): Cause | undefined {
    const { kind, share } = contribution;
    if (kind === 'popularity') return { share, reason: popularityReason(course, catalogue) };
    const taken = catalogue.courses.get(courseKeys[contribution.course] as string);
    return taken && { share, reason: takenReason(taken, learner) };
  }
}

function takenReason({ key, title }: CatalogueCourse, { active, liked }: LearnerState): Reason {
  if (liked.has(key)) return { kind: 'because-you-liked', course: title };
  return { kind: active.has(key) ? 'because-you-take' : 'because-you-took', course: title };
}

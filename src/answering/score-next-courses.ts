import { type Query, queryNow } from '../recommender/data/scorer.ts';
import { topCourses } from '../recommender/data/top-courses.ts';
import type { Contribution } from '../recommender/recommender.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { learnerGains } from './learner-gains.ts';
import type { LearnerState } from './learner-state.ts';
import { type Cause, popularityReason, type Reason } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';
import type { Gain, TopicReading } from './topic-gains.ts';

/** So many courses, its best matches, each topic makes candidates: as many as an answer is chosen from. */
const candidatesPerTopic = 50;

/**
 * Scores what to take next: the model's score for the learner's history, plus what a course gains by matching each topic
 * of the learner and by teaching what their goal takes. Because the parts add up, the share of a topic is exactly what the score loses without it.
 * @param scores what is written to, one for each course of the model
 */
export function scoreNextCourses(
  model: ServingModel,
  catalogue: Catalogue,
  learner: LearnerState,
  now: Date,
  reading: TopicReading,
  scores: Float32Array = new Float32Array(model.courseKeys.length),
): ScoredCourses {
  const { recommender, courseKeys, rows, texts } = model;
  const query = queryNow(
    learner.history.flatMap((key) => rows.get(key) ?? []),
    choosingAt(model, now),
    learner.study,
  );
  /** By what was not taken: it is asked for several courses. */
  const without = new Map<ReadonlySet<string>, Query>();
  const topics = learnerGains(learner, now, reading, { texts, courseKeys });
  const extra: number[] = [];
  for (const gains of topics) addBestRows(gains, rows, catalogue, extra);
  recommender.score(query, scores, extra);
  for (const gains of topics)
    gains.forEach(({ gain }, key) => {
      const row = rows.get(key);
      if (row !== undefined) scores[row]! += gain;
    });

  return {
    keys: courseKeys,
    scores,
    suits: () => true,
    causes(row, course) {
      const causes: Cause[] = [];
      for (const contribution of recommender.explain(query, row)) {
        const cause = causeFrom(contribution, row, course);
        if (cause) causes.push(cause);
      }
      for (const gains of topics) {
        const gained = gains.get(course.key);
        if (gained && gained.gain > 0)
          causes.push({ share: gained.gain, reason: gained.reason, about: gained.about });
      }
      return causes;
    },
    shareOfAll(row, taken) {
      let left = without.get(taken);
      if (!left) {
        left = { ...query, history: query.history.filter((known) => !taken.has(courseKeys[known]!)) };
        without.set(taken, left);
      }
      return recommender.scoreOf(query, row) - recommender.scoreOf(query, row, left);
    },
    similarity: texts.similarity,
    clash: (row, other) => recommender.clash(row, other),
  };

  function causeFrom(contribution: Contribution, row: number, course: CatalogueCourse): Cause | undefined {
    const { kind, share } = contribution;
    if (kind === 'study') {
      const fellows = recommender.fellowsTaking(row, query);
      return fellows && { share, reason: { kind: 'often-taken-by', ...fellows } };
    }
    if (kind === 'popularity') return { share, reason: popularityReason(course, catalogue) };
    const taken = catalogue.courses.get(courseKeys[contribution.course] as string);
    return taken && { share, reason: takenReason(taken, learner), about: taken.key };
  }
}

/** Where there are terms, people choose for the next one that they can enrol in. */
function choosingAt({ recommender }: ServingModel, now: Date): Date {
  const { calendar } = recommender.parts;
  return calendar ? new Date(1000 * calendar.nextChoice(now.getTime() / 1000)) : now;
}

/** Rows of the courses that gain most, of those that gain alike the most taken; a course that came after the training has none. */
function addBestRows(
  gains: ReadonlyMap<string, Gain>,
  rows: ReadonlyMap<string, number>,
  catalogue: Catalogue,
  to: number[],
): void {
  const keys = [...gains.keys()];
  const best = keys.length > candidatesPerTopic ? bestOf(keys, gains, catalogue) : keys;
  for (const key of best) {
    const row = rows.get(key);
    if (row !== undefined) to.push(row);
  }
}

/** In any order. */
function bestOf(keys: readonly string[], gains: ReadonlyMap<string, Gain>, catalogue: Catalogue): string[] {
  const gained = Float32Array.from(gains.values(), ({ gain }) => gain);
  const best = topCourses(gained, candidatesPerTopic);
  const least = gained[best.at(-1) as number] as number;
  const above = best.filter((place) => (gained[place] as number) > least);
  const learners = Float32Array.from(keys, (key, place) =>
    gained[place] === least ? catalogue.learnerCount(key) : Number.NEGATIVE_INFINITY,
  );
  const places = [...above, ...topCourses(learners, candidatesPerTopic - above.length)];
  return places.map((place) => keys[place] as string);
}

function takenReason({ key, title }: CatalogueCourse, { active, liked }: LearnerState): Reason {
  if (liked.has(key)) return { kind: 'because-you-liked', course: title };
  return { kind: active.has(key) ? 'because-you-take' : 'because-you-took', course: title };
}

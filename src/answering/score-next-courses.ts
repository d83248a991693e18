import { type Query, queryNow } from '../recommender/data/scorer.ts';
import { topCourses } from '../recommender/data/top-courses.ts';
import type { Contribution } from '../recommender/recommender.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { learnerGains } from './learner-gains.ts';
import type { LearnerState } from './learner-state.ts';
import { type Cause, popularityReason, type Reason } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { type CourseGains, courseGains } from './section-gains.ts';
import { type SectionsByRow, sectionsByRow } from './sections-by-row.ts';
import type { TopicReading } from './topic-gains.ts';

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
  scores: Float32Array = new Float32Array(model.sections.length),
): ScoredCourses {
  const { recommender, texts } = model;
  const byRow = sectionsByRow(model, catalogue);
  const history = keysByRow(learner.history, byRow.rows);
  const query = queryNow([...history.keys()], choosingAt(model, now), learner.study);
  /** By what was not taken: it is asked for several courses. */
  const without = new Map<ReadonlySet<string>, Query>();
  const likeness = { texts, sections: byRow.sections };
  const topics = learnerGains(learner, now, reading, likeness).map((gains) => courseGains(gains, byRow));
  const extra: number[] = [];
  for (const gains of topics) addBestRows(gains, byRow.sections, catalogue, extra);
  recommender.score(query, scores, extra);
  for (const { rows, gained } of topics)
    for (const [i, row] of rows.entries()) scores[row]! += gained[i]!.gain;

  return {
    rows: byRow.rows,
    sections: byRow.sections,
    scores,
    suits: () => true,
    causes(row, course) {
      const causes: Cause[] = [];
      for (const contribution of recommender.explain(query, row)) {
        const cause = causeFrom(contribution, row, course);
        if (cause) causes.push(cause);
      }
      for (const gains of topics) {
        const gained = gains.gainOf(row);
        if (gained && gained.gain > 0)
          causes.push({ share: gained.gain, reason: gained.reason, about: gained.about });
      }
      return causes;
    },
    shareOfAll(row, taken) {
      let left = without.get(taken);
      if (!left) {
        const gone = new Set(Array.from(taken, (key) => byRow.rows.get(key)));
        left = { ...query, history: query.history.filter((known) => !gone.has(known)) };
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
    const taken = catalogue.courses.get(history.get(contribution.course) as string);
    return taken && { share, reason: takenReason(taken, learner), about: taken.key };
  }
}

/** Where there are terms, people choose for the next one that they can enrol in. */
function choosingAt({ recommender }: ServingModel, now: Date): Date {
  const { calendar } = recommender.parts;
  return calendar ? new Date(1000 * calendar.nextChoice(now.getTime() / 1000)) : now;
}

/** By row: the key of the section that was taken, of several the last. In the order in which they were taken. */
function keysByRow(
  history: readonly string[],
  rows: ReadonlyMap<string, number>,
): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  for (const key of history) {
    const row = rows.get(key);
    if (row === undefined) continue;
    keys.delete(row);
    keys.set(row, key);
  }
  return keys;
}

/** Rows of the courses that gain most, of those that gain alike the most taken. */
function addBestRows(
  gains: CourseGains,
  sections: SectionsByRow['sections'],
  catalogue: Catalogue,
  to: number[],
): void {
  const { rows } = gains;
  const learners = (row: number) => catalogue.learnerCount(sections[row]![0]?.key ?? '');
  const best = rows.length > candidatesPerTopic ? bestOf(gains, learners) : rows;
  for (const row of best) to.push(row);
}

/** In any order. */
function bestOf({ rows, gained }: CourseGains, learnersOf: (row: number) => number): number[] {
  const gains = Float32Array.from(gained, ({ gain }) => gain);
  const best = topCourses(gains, candidatesPerTopic);
  const least = gains[best.at(-1) as number] as number;
  const above = best.filter((place) => (gains[place] as number) > least);
  const learners = Float32Array.from(rows, (row, place) =>
    gains[place] === least ? learnersOf(row) : Number.NEGATIVE_INFINITY,
  );
  const places = [...above, ...topCourses(learners, candidatesPerTopic - above.length)];
  return places.map((place) => rows[place] as number);
}

function takenReason({ key, title }: CatalogueCourse, { active, liked }: LearnerState): Reason {
  if (liked.has(key)) return { kind: 'because-you-liked', course: title };
  return { kind: active.has(key) ? 'because-you-take' : 'because-you-took', course: title };
}

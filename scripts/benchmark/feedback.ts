import { parseArgs } from 'node:util';
import { readData } from '../../src/experiment/read-data.ts';
import { servedModel } from '../../src/experiment/served-model.ts';
import { type Dataset, historyOf } from '../../src/recommender/data/dataset.ts';
import { createRandom, type Random } from '../../src/recommender/data/random.ts';
import type { Query } from '../../src/recommender/data/scorer.ts';
import { topCourses } from '../../src/recommender/data/top-courses.ts';
import { learnAppeal } from '../../src/recommender/feedback/appeal.ts';
import type { ShownCard } from '../../src/recommender/feedback/shown-card.ts';
import type { Recommender } from '../../src/recommender/recommender.ts';
import { explore } from '../../src/recommender/rerank/exploration.ts';
import { type Column, table } from '../../src/terminal/table.ts';

const usage =
  'npm run benchmark -- feedback --interactions FILE --courses FILE [--model FILE] [--repeats N] [--share S]';
const cards = 5;
const pool = 20;
const visitCounts = [500, 1_000, 2_000, 4_000, 8_000, 16_000];
/** Different questions that visits ask; the first `judged` of them say what was gained. */
const answerCount = 3_500;
const judged = 500;
/** Courses of an answer's ranking. */
const ranked = 50;

// How the simulated students choose: none of it is known to what learns from them.
/** Chance that a card of each place is looked at. */
const lookedAt = [0.9, 0.7, 0.5, 0.4, 0.35];
/** Chance that the best card is taken when it is looked at, and by how much it grows with a deviation of the score. */
const takenOfBest = 0.1;
const slope = 0.5;
/** Who enrols has opened the card; so many open it and do not enrol, for one who does. */
const onlyOpened = 2;

interface Row {
  students: string;
  visits: number;
  learnt: number;
  gain: number;
  worst: number;
}

/** Students of a data set's histories choose among five cards a visit; what is learnt from that is judged by what they would take. */
export async function benchmarkFeedback(args: string[]): Promise<void> {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ interactions: string, courses: string, model: string },
      repeats: { ...string, default: '5' },
      share: { ...string, default: '0.1' },
    },
  });
  const { interactions, courses, model } = values;
  if (!interactions || !courses)
    throw new Error(`--interactions and --courses each name a file.\n  ${usage}`);
  const data = await readData({ interactions, courses });
  const { recommender } = await servedModel(data.dataset, data.courses, model);
  const answers = answersOf(recommender, data.dataset);
  const rows: Row[] = [];
  for (const spread of [0, 0.3, 0.6])
    for (const visits of visitCounts) {
      const gains = Array.from({ length: Number(values.repeats) }, (_, repeat) =>
        gainOf(answers, {
          ...{ spread, visits, share: Number(values.share), seed: repeat + 1 },
          ...{ deviation: recommender.parts.deviation, courseCount: data.courses.length },
        }),
      );
      const learnt = gains.filter((gain) => gain !== undefined);
      rows.push({
        students: spread === 0 ? 'choose as scored' : `have tastes of their own, ${spread}`,
        visits,
        learnt: learnt.length / gains.length,
        gain: learnt.reduce((sum, gain) => sum + gain, 0) / gains.length,
        worst: Math.min(0, ...learnt),
      });
    }
  const columns: Column<Row>[] = [
    { head: 'students', cell: ({ students }) => students },
    { head: 'answers', cell: ({ visits }) => `${visits}` },
    { head: 'learnt', cell: ({ learnt }) => `${(100 * learnt).toFixed(0)} %` },
    {
      head: 'enrolments',
      cell: ({ gain }) => `${gain < 0 ? '−' : '+'}${(100 * Math.abs(gain)).toFixed(1)} %`,
    },
    { head: 'worst', cell: ({ worst }) => `${worst < 0 ? '−' : ''}${(100 * Math.abs(worst)).toFixed(1)} %` },
  ];
  console.log(table(columns, rows).join('\n'));
}

interface Simulation {
  /** Standard deviation of the logarithm of the courses' appeal. */
  spread: number;
  visits: number;
  share: number;
  seed: number;
  /** Of the ranker's scores: what a unit of the score is. */
  deviation: number;
  courseCount: number;
}

/** By how much more is enrolled in, in expectation, with what was learnt; undefined where nothing was. */
function gainOf(
  answers: readonly Answer[],
  { spread, visits, share, seed, deviation, courseCount }: Simulation,
) {
  const random = createRandom(seed);
  const appeal = Float64Array.from({ length: courseCount }, () => Math.exp(spread * random.normal()));
  const shown = Array.from({ length: visits }, (_, learner): ShownCard[] => {
    const { ranking, scores } = answers[judged + random.below(answers.length - judged)]!;
    const best = scores.get(ranking[0]!)!;
    return explore(ranking, cards, { share, pool }, random).map(({ course, propensity }, i) => {
      const score = scores.get(course)!;
      const chance = chanceOf(appeal, course, i, score - best);
      const drawn = random.next();
      // An opening counts as much as openings lead to enrolments.
      const reward = drawn < chance ? 1 : drawn < (1 + onlyOpened) * chance ? 1 / (1 + onlyOpened) : 0;
      return { ...{ learner, course, place: i + 1, propensity, reward, score } };
    });
  });
  const learnt = learnAppeal(shown.flat(), courseCount);
  if (!learnt) return undefined;
  let [before, after] = [0, 0];
  for (const { ranking, scores } of answers.slice(0, judged)) {
    const best = scores.get(ranking[0]!)!;
    const enrolments = (list: readonly number[]) =>
      list.reduce((sum, course, i) => sum + chanceOf(appeal, course, i, scores.get(course)! - best), 0);
    const changed = (course: number) => scores.get(course)! + learnt[course]! / deviation;
    before += enrolments(ranking.slice(0, cards));
    after += enrolments([...ranking].sort((a, b) => changed(b) - changed(a)).slice(0, cards));
  }
  return after / before - 1;
}

/** @param appeal by course: how many times as often it is taken as its score says
 * @param behind of the best card, in deviations
 */
function chanceOf(appeal: Float64Array, course: number, place: number, behind: number): number {
  return Math.min(1, lookedAt[place]! * takenOfBest * Math.exp(slope * behind) * appeal[course]!);
}

/** The beginning of somebody's history. */
function drawQuery(dataset: Dataset, random: Random): Query {
  const learner = random.below(dataset.learnerCount);
  const whole = historyOf(dataset, learner);
  const history = whole.subarray(0, random.below(whole.length + 1));
  const at = dataset.times[dataset.offsets[learner]! + Math.min(history.length, whole.length - 1)]!;
  return { history, at };
}

/** The best that somebody has not taken. */
interface Answer {
  ranking: number[];
  /** By course. */
  scores: Map<number, number>;
}

function answersOf(recommender: Recommender, dataset: Dataset): Answer[] {
  const random = createRandom(1);
  const scores = new Float32Array(dataset.courseCount);
  return Array.from({ length: answerCount }, () => {
    const query = drawQuery(dataset, random);
    recommender.score(query, scores);
    const taken = new Set(query.history);
    const ranking = topCourses(scores, ranked, (course) => !taken.has(course));
    return { ranking, scores: new Map(ranking.map((course) => [course, scores[course]!])) };
  });
}

import { buildDataset, type Dataset, type Interaction } from '../data/dataset.ts';
import { newcomerCases } from '../data/newcomer-cases.ts';
import type { FitProgress } from '../data/progress.ts';
import type { ExplainableScorer, Query } from '../data/scorer.ts';
import type { Fitting, ScorerDefinition, ScorerOptions, Tuning } from '../scorer-kit/scorer-definition.ts';
import type { StoredReader, StoredScorer } from '../scorer-kit/stored-scorer.ts';
import { firstOptions, fitWith, type Tunable, tune } from '../tuning/tune.ts';
import { restoreSeason, type Season, type SeasonOptions, storeSeason, tunableSeason } from './season.ts';
import { restoreTrend, storeTrend, type Trend, trends, tunableTrend } from './trend.ts';

const none = new Int32Array();

/** A scorer that gives everybody the same scores, as of a moment. */
interface Impersonal extends ExplainableScorer {
  bestForAll(query: Query): Int32Array;
  scoresForAll(query: Query): Float32Array | undefined;
}

/**
 * What people begin with: a scorer that was fitted to everybody's first day alone. It is for learners without history,
 * as the start of a Markov chain is. For all others every course has the score of the average course.
 */
export class Beginnings<Start extends Impersonal> implements ExplainableScorer {
  readonly start: Start;

  constructor(start: Start) {
    this.start = start;
  }

  score(query: Query, out: Float32Array, courses?: Int32Array): void {
    if (query.history.length === 0) this.start.score(query, out);
    else if (courses) for (let c = 0; c < courses.length; c++) out[courses[c]!] = 1;
    else out.fill(1);
  }

  scoreWithout(query: Query, course: number, places: readonly number[], out: Float64Array): void {
    this.start.scoreWithout(query, course, places, out);
    if (query.history.length > 0) out[0] = 1;
    if (query.history.length > 1) out.fill(1, 1, 1 + places.length);
  }

  personalScore(): number {
    return 1;
  }

  bestForAll(query: Query): Int32Array {
    return query.history.length > 0 ? none : this.start.bestForAll(query);
  }

  scoresForAll(query: Query): Float32Array | undefined {
    return query.history.length > 0 ? undefined : this.start.scoresForAll(query);
  }
}

/** Everybody's first day (`newcomerCases`). */
export function firstDays(dataset: Dataset): Dataset {
  const taken: Interaction[] = newcomerCases(dataset).flatMap(({ query: { learner, at }, targets }) =>
    Array.from(targets, (course) => ({ learner, course, time: at })),
  );
  return buildDataset(taken, dataset.learnerCount, dataset.courseCount);
}

/** Cases of newcomers that options are tuned on. */
const tuningSample = 2_000;

function beginningsScorer<FitOption extends string, ScoreOption extends string, Start extends Impersonal>(
  name: string,
  tunable: Tunable<FitOption, ScoreOption, Start>,
  store: (start: Start) => StoredScorer,
  restore: (stored: StoredReader, courseCount: number) => Start,
): ScorerDefinition<Beginnings<Start>> {
  return {
    ...{ name, family: trends, scale: 'attention', namesCandidates: 'above-zero', effort: 0 },
    *tune({ train }): Generator<FitProgress, Tuning<Beginnings<Start>>> {
      yield { share: 0, detail: `tuning ${name}` };
      // What happened at the moment of a question or later does not count, so nothing needs to be held out.
      const validation = newcomerCases(train, { sample: tuningSample });
      return { options: tune(tunable, { train: firstDays(train), validation }), examples: 0 };
    },
    // biome-ignore lint/correctness/useYield: there is nothing to wait for
    *fit({ dataset }, options): Generator<FitProgress, Fitting<Beginnings<Start>>> {
      const chosen =
        (options as (ScorerOptions & Record<FitOption | ScoreOption, number>) | undefined) ??
        firstOptions(tunable);
      return { scorer: new Beginnings(fitWith(tunable, firstDays(dataset), chosen)), examples: 0 };
    },
    store: ({ start }) => store(start),
    restore: (stored, { courseCount }) => new Beginnings(restore(stored, courseCount)),
  };
}

/** What people begin with at present. */
export const beginnings = beginningsScorer<'halfLifeDays', never, Trend>(
  'beginnings',
  tunableTrend,
  storeTrend,
  restoreTrend,
);

/** What people begin with at this time of the year. */
export const seasonalBeginnings = beginningsScorer<never, keyof SeasonOptions, Season>(
  'seasonalBeginnings',
  tunableSeason,
  storeSeason,
  restoreSeason,
);

import type { Dataset } from '../data/dataset.ts';
import type { LearnerScorer } from '../data/scorer.ts';
import type { TuningSplit } from '../data/split.ts';
import { ndcgsOf } from '../evaluation/evaluate.ts';
import { coordinateSearch, firstOf, type Grid, mostAsked, type Options } from './coordinate-search.ts';

/** Validation cases that options are judged by, at most; they are in random order already. */
const judges = 2_000;
/** With fewer cases, chance would choose. */
const fewestJudges = 30;

/** Something whose options can be tuned. */
export interface Tunable<FitOption extends string, ScoreOption extends string, Fitted extends LearnerScorer> {
  /** Options that need another fit, and the values worth trying; the first value of each is its default. */
  fitted: Grid<FitOption>;
  /** Options of scoring alone: trying another value costs no fit. */
  scored: Grid<ScoreOption>;
  /** Options of `fitted` that are moved only by a gain above its standard error. */
  cautious?: readonly FitOption[];
  fit(
    dataset: Dataset,
    options: Options<FitOption>,
    onProgress?: (share: number, detail: string) => void,
  ): (options: Options<ScoreOption>) => Fitted;
}

/** Chooses options by NDCG@10 on validation. Where there are too few cases to judge by, the defaults stand. */
export function tune<FitOption extends string, ScoreOption extends string>(
  tunable: Tunable<FitOption, ScoreOption, LearnerScorer>,
  { train, validation }: TuningSplit,
  onProgress?: (share: number, detail: string) => void,
): Options<FitOption | ScoreOption> {
  const { fitted, scored, cautious } = tunable;
  const cases = validation.slice(0, judges);
  if (cases.length < fewestJudges) return firstOptions(tunable);
  /** What scoring goes best with which fit. */
  const scorings = new Map<Options<FitOption>, Options<ScoreOption>>();
  /** That of the best fit so far, where the search for the next fit's begins. */
  let scoring = firstOf(scored);
  let best = Number.NEGATIVE_INFINITY;
  const fits = mostAsked(fitted);
  let done = 0;
  const judge = (fitOptions: Options<FitOption>) => {
    const share = done++ / fits;
    const report = (within: number, detail: string) =>
      onProgress?.(share + within / fits, [describe(fitOptions), detail].filter(Boolean).join(': '));
    report(0, '');
    const scorerWith = tunable.fit(train, fitOptions, report);
    const judged = coordinateSearch(scored, scoring, (scoreOptions) =>
      ndcgsOf(scorerWith(scoreOptions), cases, train.courseCount),
    );
    scorings.set(fitOptions, judged.options);
    const score = sum(judged.scores);
    if (score > best) {
      best = score;
      scoring = judged.options;
    }
    return judged.scores;
  };
  const { options } = coordinateSearch(fitted, firstOf(fitted), judge, cautious);
  return { ...options, ...scorings.get(options) } as Options<FitOption | ScoreOption>;
}

/** Fits with what was chosen. */
export function fitWith<FitOption extends string, ScoreOption extends string, Fitted extends LearnerScorer>(
  tunable: Tunable<FitOption, ScoreOption, Fitted>,
  dataset: Dataset,
  options: Options<FitOption | ScoreOption>,
  onProgress?: (share: number, detail: string) => void,
): Fitted {
  return tunable.fit(dataset, options, onProgress)(options);
}

/** The defaults: the first value of each option. */
export function firstOptions<FitOption extends string, ScoreOption extends string>({
  fitted,
  scored,
}: Pick<Tunable<FitOption, ScoreOption, LearnerScorer>, 'fitted' | 'scored'>): Options<
  FitOption | ScoreOption
> {
  return { ...firstOf(fitted), ...firstOf(scored) } as Options<FitOption | ScoreOption>;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function describe(options: Options<string>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

import type { Dataset } from '../data/dataset.ts';
import type { TuningData } from '../data/split.ts';
import { type LearnerScorer, meanNdcg } from '../evaluation/evaluate.ts';
import { coordinateSearch, firstOf, type Grid, mostAsked, type Options } from './coordinate-search.ts';

/** Validation cases that a setting is judged by, at most; they are in random order already. */
const judges = 2_000;
/** With fewer, chance would choose. */
const fewestJudges = 30;

/** Something whose options can be tuned. */
export interface Tunable<FitOption extends string, ScoreOption extends string, Fitted extends LearnerScorer> {
  /** Options that need another fit. */
  fitted: Grid<FitOption>;
  /** Options of scoring alone: another value of theirs costs no fit. */
  scored: Grid<ScoreOption>;
  fit(
    dataset: Dataset,
    options: Options<FitOption>,
    onProgress?: (share: number, detail: string) => void,
  ): (options: Options<ScoreOption>) => Fitted;
}

export interface Chosen<FitOption extends string, ScoreOption extends string> {
  fitted: Options<FitOption>;
  scored: Options<ScoreOption>;
}

/** Chooses options by NDCG@10 on validation. Without enough to judge by, the first values stand. */
export function tune<FitOption extends string, ScoreOption extends string>(
  tunable: Tunable<FitOption, ScoreOption, LearnerScorer>,
  { train, validation }: Pick<TuningData, 'train' | 'validation'>,
  onProgress?: (share: number, detail: string) => void,
): Chosen<FitOption, ScoreOption> {
  const { fitted, scored } = tunable;
  const cases = validation.slice(0, judges);
  let scoring = firstOf(scored);
  if (cases.length < fewestJudges) return { fitted: firstOf(fitted), scored: scoring };
  const fits = mostAsked(fitted);
  let done = 0;
  let best = Number.NEGATIVE_INFINITY;
  const { options } = coordinateSearch(fitted, firstOf(fitted), (own) => {
    const share = done++ / fits;
    const report = (within: number, detail: string) =>
      onProgress?.(share + within / fits, [describe(own), detail].filter(Boolean).join(': '));
    report(0, '');
    const scorerOf = tunable.fit(train, own, report);
    const judged = coordinateSearch(scored, scoring, (how) =>
      meanNdcg(scorerOf(how), cases, train.courseCount),
    );
    if (judged.score > best) {
      best = judged.score;
      scoring = judged.options;
    }
    return judged.score;
  });
  return { fitted: options, scored: scoring };
}

/** Fits with what was chosen. */
export function fitChosen<FitOption extends string, ScoreOption extends string, Fitted extends LearnerScorer>(
  tunable: Tunable<FitOption, ScoreOption, Fitted>,
  dataset: Dataset,
  { fitted, scored }: Chosen<FitOption, ScoreOption>,
  onProgress?: (share: number, detail: string) => void,
): Fitted {
  return tunable.fit(dataset, fitted, onProgress)(scored);
}

/** The first value of everything: what stands where nothing was tuned. */
export function untunedOptions<FitOption extends string, ScoreOption extends string>({
  fitted,
  scored,
}: Pick<Tunable<FitOption, ScoreOption, LearnerScorer>, 'fitted' | 'scored'>): Chosen<
  FitOption,
  ScoreOption
> {
  return { fitted: firstOf(fitted), scored: firstOf(scored) };
}

function describe(options: Options<string>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

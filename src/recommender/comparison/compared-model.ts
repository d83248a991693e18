import type { CourseText, Dataset } from '../data/dataset.ts';
import type { LearnerScorer } from '../data/scorer.ts';
import type { TuningData } from '../data/split.ts';
import type { ModelConfiguration } from '../model-configuration.ts';
import { fitWith, type Tunable, tune } from '../tuning/tune.ts';

/** Fits a model on all it may know. What it tunes it tunes on validation, and then it is fitted on `known`. */
export type FitModel = (
  data: TuningData,
  courses: readonly CourseText[],
  context: ModelContext,
) => FittedModel | Promise<FittedModel>;

export interface ModelContext {
  seed: number;
  /** Of the hybrid and of the networks on their own; what ships by default. */
  configuration?: ModelConfiguration;
  /** Threads that may be busy at once; 1 by default. */
  threads?: number;
  /** Told how far fitting is, 0…1, and what it is at. */
  onProgress?: (share: number, detail: string) => void;
}

export interface FittedModel {
  scorer: LearnerScorer;
  /** The values that were chosen on validation, by option. */
  tuned?: Readonly<Record<string, number>>;
}

/** Share of the time that the fit on everything known takes; it is one of about ten fits. */
const lastFit = 0.1;

/** A scorer without options: fitted once, on everything known. */
export function untuned(
  fit: (dataset: Dataset, courses: readonly CourseText[], context: ModelContext) => LearnerScorer,
): FitModel {
  return ({ known }, courses, context) => ({ scorer: fit(known, courses, context) });
}

/**
 * A scorer whose options are chosen by NDCG@10 on validation, and which is then fitted on everything known.
 * @param tunableFor makes what is tuned, given what the catalogue says and the seed
 */
export function tuned<FitOption extends string, ScoreOption extends string>(
  tunableFor: (
    courses: readonly CourseText[],
    context: ModelContext,
  ) => Tunable<FitOption, ScoreOption, LearnerScorer>,
): FitModel {
  return (data, courses, context) => {
    const tunable = tunableFor(courses, context);
    const report = (from: number, to: number, step: string) => (share: number, detail: string) =>
      context.onProgress?.(from + share * (to - from), [step, detail].filter(Boolean).join(' '));
    const options = tune(tunable, data, report(0, 1 - lastFit, ''));
    const reportLast = report(1 - lastFit, 1, 'on all that is known');
    reportLast(0, '');
    return { scorer: fitWith(tunable, data.known, options, reportLast), tuned: options };
  };
}

import type { CourseText, Dataset } from '../data/dataset.ts';
import type { LearnerScorer } from '../evaluation/evaluate.ts';
import type { FitContext, FitModel } from './compared-model.ts';

/** A model without options: fitted once, on all that is known. */
export function untuned(
  fit: (dataset: Dataset, courses: readonly CourseText[], context: FitContext) => LearnerScorer,
): FitModel {
  return ({ known }, courses, context) => ({ scorer: fit(known, courses, context) });
}

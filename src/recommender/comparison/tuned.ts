import type { CourseText } from '../data/dataset.ts';
import type { LearnerScorer } from '../evaluation/evaluate.ts';
import { fitChosen, type Tunable, tune } from '../tuning/tune.ts';
import type { FitContext, FitModel } from './compared-model.ts';

/** Of the time, for the fit on all that is known; one of about this many. */
const lastFit = 0.1;

/**
 * A model whose options are chosen by NDCG@10 on validation, and which is then fitted on all that is known.
 * @param tunableFor makes what is tuned, given what the catalogue says and the seed
 */
export function tuned<FitOption extends string, ScoreOption extends string>(
  tunableFor: (
    courses: readonly CourseText[],
    context: FitContext,
  ) => Tunable<FitOption, ScoreOption, LearnerScorer>,
): FitModel {
  return (data, courses, context) => {
    const tunable = tunableFor(courses, context);
    const report = (from: number, to: number, step: string) => (share: number, detail: string) =>
      context.onProgress?.(from + share * (to - from), [step, detail].filter(Boolean).join(' '));
    const chosen = tune(tunable, data, report(0, 1 - lastFit, ''));
    const reportLast = report(1 - lastFit, 1, 'on all that is known');
    reportLast(0, '');
    const scorer = fitChosen(tunable, data.known, chosen, reportLast);
    return { scorer, tuned: { ...chosen.fitted, ...chosen.scored } };
  };
}

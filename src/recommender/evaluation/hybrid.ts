import { fitTuning } from '../fit.ts';
import { catalogueFacts } from '../hybrid/catalogue-facts.ts';
import { hybridDefaults } from '../hybrid/fit-hybrid.ts';
import type { FitModel } from './model.ts';

/** What ships, fitted on what a model may know. */
export const hybrid: FitModel = (data, courses, { seed, onProgress }) => {
  const training = fitTuning(data, catalogueFacts(courses), { ...hybridDefaults, seed });
  for (;;) {
    const { done, value } = training.next();
    if (done) return { scorer: value.recommender, tuned: { epochs: value.tuned.epochs } };
    const { phase, epoch, epochs } = value;
    onProgress?.(epoch / epochs / 2 + (phase === 'final' ? 0.5 : 0), `${phase} epoch ${epoch} of ${epochs}`);
  }
};

import { fit } from '../fit.ts';
import type { FitModel } from './model.ts';

/** What ships, fitted on what a model may know. */
export const hybrid: FitModel = ({ known }, courses, { onProgress }) => {
  const training = fit(known, courses);
  for (;;) {
    const { done, value } = training.next();
    if (done) {
      const { recommender } = value;
      return {
        scorer: {
          score: ({ history }, out) => out.set(recommender.score({ history: [...history], interests: [] })),
        },
      };
    }
    const { phase, epoch, epochs } = value;
    onProgress?.(epoch / epochs / 2 + (phase === 'final' ? 0.5 : 0), `${phase} epoch ${epoch} of ${epochs}`);
  }
};

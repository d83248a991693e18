import type { TrainedModel } from '../../models/trained-model.ts';
import type { FitProgress } from '../recommender/fit.ts';

export type LearningCurve = NonNullable<TrainedModel['curves']>[number];

/** Gathers what validation says of each epoch of each network, from the progress of a fit. */
export class LearningCurves {
  readonly #byNetwork = new Map<string, number[]>();

  add({ judged }: FitProgress): void {
    if (!judged) return;
    const { network, epoch, ndcgAt10 } = judged;
    // Another search of the same network begins anew.
    const curve = epoch === 1 ? [] : (this.#byNetwork.get(network) ?? []);
    curve.push(ndcgAt10);
    this.#byNetwork.set(network, curve);
  }

  all(): LearningCurve[] {
    return Array.from(this.#byNetwork, ([network, ndcgAt10]) => ({ network, ndcgAt10 }));
  }
}

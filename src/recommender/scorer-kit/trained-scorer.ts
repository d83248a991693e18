import type { FitProgress } from '../data/progress.ts';
import type { ExplainableScorer } from '../data/scorer.ts';
import {
  type EpochLimits,
  type EpochSearch,
  searchEpochs,
  type TrainingEpoch,
  trainUntil,
} from '../tuning/search-epochs.ts';
import type { Fitting } from './scorer-definition.ts';

/** A scorer that a training goes on changing; a copy stays as it is. */
interface Trained<Model> extends ExplainableScorer {
  copy(): Model;
}

/**
 * Searches the epoch that is best on validation, and says how far the search is.
 * @param network name of the scorer
 * @param judge NDCG@10 on validation
 */
export function* searchBestEpoch<Model extends Trained<Model>>(
  network: string,
  training: Iterable<TrainingEpoch<Model>>,
  judge: (model: Model) => number,
  limits: EpochLimits,
): Generator<FitProgress, EpochSearch<Model>> {
  const search = searchEpochs(training, judge, (model) => model.copy(), limits);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
    const { epoch, loss, validation } = value;
    yield {
      share: epoch / limits.epochs,
      detail: `epoch ${epoch} of ${limits.epochs}, loss ${loss.toFixed(4)}, NDCG@10 ${validation.toFixed(4)}`,
      judged: { network, epoch, ndcgAt10: validation },
    };
  }
}

/** Trains up to an epoch that was found before. */
export function* trainToEpoch<Model extends Trained<Model>>(
  endless: Iterable<TrainingEpoch<Model>>,
  epochs: number,
): Generator<FitProgress, Fitting<Model>> {
  const training = trainUntil(endless, epochs);
  for (;;) {
    const { done, value } = training.next();
    if (done) return { scorer: value.model.copy(), examples: value.examples };
    const { epoch, loss } = value;
    yield { share: epoch / epochs, detail: `final epoch ${epoch} of ${epochs}, loss ${loss.toFixed(4)}` };
  }
}

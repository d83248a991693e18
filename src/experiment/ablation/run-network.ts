import type { Dataset } from '../../recommender/data/dataset.ts';
import type { Split, TestCase } from '../../recommender/data/split.ts';
import { type Evaluation, evaluate, meanNdcg } from '../../recommender/evaluation/evaluate.ts';
import type { NetworkVariant } from './networks.ts';

/** Validation cases asked after each epoch, at most. */
const judges = 1_000;
const mostEpochs = 30;
/** Epochs without a better validation before the search for their number ends. */
const patience = 3;

/** Training loss and validation by epoch. */
export interface LearningCurve {
  name: string;
  /** Nats. */
  loss: number[];
  /** NDCG@10. */
  validation: number[];
}

export interface NetworkRun {
  name: string;
  epochs: number;
  evaluation: Evaluation;
  curve: LearningCurve;
}

export interface AblationContext {
  split: Split;
  /** Of the courses by popularity. */
  places: Int32Array;
  seed: number;
  threads: number;
  onProgress: (detail: string) => void;
}

/** Chooses the number of epochs on validation, trains on all that is known, and tests. */
export function runNetwork(
  { name, train }: NetworkVariant,
  start: Float32Array,
  { split, places, onProgress, ...context }: AblationContext,
): NetworkRun {
  const { tuning, test } = split;
  const cases: readonly TestCase[] = tuning.validation.slice(0, judges);
  const curve: LearningCurve = { name, loss: [], validation: [] };
  let best = { epoch: 1, ndcg: Number.NEGATIVE_INFINITY };
  for (const { epoch, loss, scorer } of train(tuning.train, start, context)) {
    const ndcg = meanNdcg(scorer, cases, places.length);
    curve.loss.push(loss);
    curve.validation.push(ndcg);
    onProgress(`${name}: epoch ${epoch}, validation ${ndcg.toFixed(4)}`);
    if (ndcg > best.ndcg) best = { epoch, ndcg };
    if (epoch - best.epoch >= patience || epoch === mostEpochs) break;
  }
  const trained = (dataset: Dataset) => {
    for (const { epoch, scorer } of train(dataset, start, context)) {
      onProgress(`${name}: final epoch ${epoch} of ${best.epoch}`);
      if (epoch === best.epoch) return evaluate(scorer, test, places);
    }
    throw new Error('Training is endless.');
  };
  return { name, epochs: best.epoch, evaluation: trained(tuning.known), curve };
}

import { runToEnd } from '../../recommender/data/progress.ts';
import type { Split } from '../../recommender/data/split.ts';
import { type Evaluation, evaluate, meanNdcg } from '../../recommender/evaluation/evaluate.ts';
import { searchEpochs, trainUntil } from '../../recommender/tuning/search-epochs.ts';
import type { NetworkVariant } from './networks.ts';

/** Validation cases that are asked after each epoch, at most. */
const validationSample = 1_000;
const limits = { epochs: 30, patience: 3 };

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
  const cases = tuning.validation.slice(0, validationSample);
  const curve: LearningCurve = { name, loss: [], validation: [] };
  const search = searchEpochs(
    train(tuning.train, start, context),
    (model) => meanNdcg(model, cases, places.length),
    () => undefined,
    limits,
  );
  const { epoch: epochs } = runToEnd(search, ({ epoch, loss, validation }) => {
    curve.loss.push(loss);
    curve.validation.push(validation);
    onProgress(`${name}: epoch ${epoch}, validation ${validation.toFixed(4)}`);
  });
  const training = trainUntil(train(tuning.known, start, context), epochs);
  const { model } = runToEnd(training, ({ epoch }) =>
    onProgress(`${name}: final epoch ${epoch} of ${epochs}`),
  );
  return { name, epochs, evaluation: evaluate(model, test, places), curve };
}

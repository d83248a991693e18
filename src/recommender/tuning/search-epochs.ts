/** An epoch of a training that goes on for as long as it is asked. */
export interface TrainingEpoch<Model> {
  /** From 1. */
  epoch: number;
  /** Mean training loss, nats. */
  loss: number;
  /** Examples that this epoch looked at. */
  examples: number;
  /** What is being learnt: it changes with the next epoch. */
  model: Model;
}

export interface EpochLimits {
  /** Epochs at most. */
  epochs: number;
  /** Epochs without a better validation before the search ends. */
  patience: number;
}

/** An epoch with what validation said of it. */
export interface JudgedEpoch {
  epoch: number;
  loss: number;
  /** Higher is better. */
  validation: number;
}

export interface EpochSearch<Kept> {
  /** The best epoch, and what was kept of its model. */
  epoch: number;
  kept: Kept;
  /** Examples of all epochs together. */
  examples: number;
}

/**
 * Trains for as long as validation gets better.
 * @param training endless
 * @param judge validation of a model, higher is better
 * @param keep what is wanted of the model of the best epoch, made at once: the next epoch changes the model
 */
export function* searchEpochs<Model, Kept>(
  training: Iterable<TrainingEpoch<Model>>,
  judge: (model: Model) => number,
  keep: (model: Model) => Kept,
  { epochs, patience }: EpochLimits,
): Generator<JudgedEpoch, EpochSearch<Kept>> {
  let best: { epoch: number; validation: number; kept: Kept } | undefined;
  let examples = 0;
  for (const { epoch, loss, examples: seen, model } of training) {
    examples += seen;
    const validation = judge(model);
    if (!best || validation > best.validation) best = { epoch, validation, kept: keep(model) };
    yield { epoch, loss, validation };
    if (epoch >= epochs || epoch - best.epoch >= patience) break;
  }
  if (!best) throw new Error('The training ended before its first epoch.');
  return { epoch: best.epoch, kept: best.kept, examples };
}

/** Trains up to an epoch, yields each epoch, and returns the last with the examples of all. */
export function* trainUntil<Model>(
  training: Iterable<TrainingEpoch<Model>>,
  last: number,
): Generator<TrainingEpoch<Model>, TrainingEpoch<Model>> {
  let examples = 0;
  for (const epoch of training) {
    examples += epoch.examples;
    yield epoch;
    if (epoch.epoch >= last) return { ...epoch, examples };
  }
  throw new Error(`The training ended before epoch ${last}.`);
}

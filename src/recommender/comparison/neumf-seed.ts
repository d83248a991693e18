import { runToEnd } from '../data/progress.ts';
import { meanNdcg } from '../evaluation/evaluate.ts';
import { NeuMfScorer } from '../scorers/neumf/neumf.ts';
import { neumfDefaults, trainNeuMf } from '../scorers/neumf/neumf-training.ts';
import { searchEpochs, trainUntil } from '../tuning/search-epochs.ts';
import type { FitModel } from './compared-model.ts';

/** Validation cases that are asked after each epoch, at most. */
const validationSample = 1_000;
const limits = { epochs: 30, patience: 3 };

/**
 * The model as the first version of this project described it: GMF and a multi-layer branch, a table of learners,
 * binary cross-entropy with 4 negatives. The number of epochs is chosen on validation.
 */
export const neumfSeed: FitModel = (
  { train, validation, known },
  _courses,
  { seed, threads = 1, onProgress },
) => {
  const options = { ...neumfDefaults, seed, threads };
  const cases = validation.slice(0, validationSample);
  const search = searchEpochs(
    trainNeuMf(train, options),
    (model) => meanNdcg(new NeuMfScorer(model), cases, train.courseCount),
    () => undefined,
    limits,
  );
  const { epoch: epochs } = runToEnd(search, ({ epoch }) =>
    onProgress?.(epoch / limits.epochs / 2, `search epoch ${epoch} of ${limits.epochs}`),
  );
  const { model } = runToEnd(trainUntil(trainNeuMf(known, options), epochs), ({ epoch }) =>
    onProgress?.(0.5 + epoch / epochs / 2, `final epoch ${epoch} of ${epochs}`),
  );
  return { scorer: new NeuMfScorer(model), tuned: { epochs } };
};

import { meanNdcg } from '../evaluation/evaluate.ts';
import { NeuMfScorer } from '../scorers/neumf/neumf.ts';
import { neumfDefaults, trainNeuMf } from '../scorers/neumf/neumf-training.ts';
import type { FitModel } from './compared-model.ts';

/** Validation cases asked after each epoch, at most. */
const judges = 1_000;
const mostEpochs = 30;
/** Epochs without a better validation before the search for their number ends. */
const patience = 3;

/**
 * The model as the first version of this project described it: GMF and a multi-layer branch, a table of learners,
 * binary cross-entropy with 4 negatives. The number of epochs is chosen on validation.
 */
export const neumfSeedBaseline: FitModel = (
  { train, validation, known },
  _courses,
  { seed, threads = 1, onProgress },
) => {
  const options = { ...neumfDefaults, seed, threads };
  const cases = validation.slice(0, judges);
  let best = { epoch: 1, ndcg: Number.NEGATIVE_INFINITY };
  for (const { epoch, model } of trainNeuMf(train, options)) {
    const ndcg = meanNdcg(new NeuMfScorer(model), cases, train.courseCount);
    if (ndcg > best.ndcg) best = { epoch, ndcg };
    onProgress?.(epoch / mostEpochs / 2, `search epoch ${epoch} of ${mostEpochs}`);
    if (epoch - best.epoch >= patience || epoch === mostEpochs) break;
  }
  for (const { epoch, model } of trainNeuMf(known, options)) {
    onProgress?.(0.5 + epoch / best.epoch / 2, `final epoch ${epoch} of ${best.epoch}`);
    if (epoch === best.epoch) return { scorer: new NeuMfScorer(model), tuned: { epochs: best.epoch } };
  }
  throw new Error('Training is endless.');
};

import type { Dataset } from '../../recommender/data/dataset.ts';
import type { LearnerScorer } from '../../recommender/data/scorer.ts';
import {
  type GmfTrainingOptions,
  gmfTrainingDefaults,
  trainGmf,
} from '../../recommender/scorers/gmf/gmf-training.ts';
import { NeuMfScorer } from '../../recommender/scorers/neumf/neumf.ts';
import {
  type NeuMfOptions,
  neumfDefaults,
  trainNeuMf,
} from '../../recommender/scorers/neumf/neumf-training.ts';
import type { TrainingEpoch } from '../../recommender/tuning/search-epochs.ts';

/** A network with other options, trained without end. */
export interface NetworkVariant {
  name: string;
  /** In the pictures of learning curves; a variant without a label is not in them. */
  label?: string | undefined;
  /** @param start courses × dimensions: projected texts */
  train: (
    dataset: Dataset,
    start: Float32Array,
    context: { seed: number; threads: number },
  ) => Generator<TrainingEpoch<LearnerScorer>, never>;
}

/** The multi-layer network with everything switched on whose worth is measured. */
const full: Partial<NeuMfOptions> = {
  ...{ learner: 'history', loss: 'softmax', negatives: 16 },
  ...{ dropout: 0.2, historyDropout: gmfTrainingDefaults.historyDropout },
};

/** A history whose courses all count the same. */
const withoutRecency = Number.POSITIVE_INFINITY;

/** What ships is first: the others are compared with it. */
export const networkVariants: readonly NetworkVariant[] = [
  { ...gmf('GMF, full softmax (what ships)', {}), label: 'GMF, full softmax' },
  gmf('— without history dropout', { historyDropout: 0 }),
  gmf('— without L2', { l2: 0 }),
  gmf('— without sub-sequences: only the last course of each learner is an answer', { subsequences: false }),
  gmf('— without recency: every course of the history counts the same', { halfLife: withoutRecency }),
  gmf('— vectors of courses start at random, not from TF-IDF', {}, 'random'),
  { ...neumf('GMF + MLP, sampled softmax, history', full), label: 'GMF + MLP, sampled softmax' },
  { ...neumf('— binary cross-entropy', { ...full, loss: 'bce' }), label: 'GMF + MLP, cross-entropy' },
  { ...neumf('— focal loss', { ...full, loss: 'focal' }), label: 'GMF + MLP, focal loss' },
  neumf('— without dropout', { ...full, dropout: 0 }),
  neumf('— without history dropout', { ...full, historyDropout: 0 }),
  neumf('— without L2', { ...full, l2: 0 }),
  neumf('— vectors of courses start at random, not from TF-IDF', full, 'random'),
  {
    ...neumf('— table of learners instead of history', { ...full, learner: 'table', historyDropout: 0 }),
    label: 'GMF + MLP, table of learners',
  },
  {
    ...neumf('seed: GMF + MLP, binary cross-entropy, table of learners', {}, 'random'),
    label: 'first version',
  },
];

type Start = 'texts' | 'random';

function gmf(name: string, changes: Partial<GmfTrainingOptions>, from: Start = 'texts'): NetworkVariant {
  return {
    name,
    train(dataset, start, context) {
      const vectors = from === 'texts' ? start : scattered(start);
      return trainGmf(dataset, vectors, { ...gmfTrainingDefaults, ...changes, ...context });
    },
  };
}

function neumf(name: string, changes: Partial<NeuMfOptions>, from: Start = 'texts'): NetworkVariant {
  return {
    name,
    *train(dataset, start, context) {
      const options = { ...neumfDefaults, ...changes, ...context };
      const vectors = from === 'texts' ? start : undefined;
      for (const { model, ...epoch } of trainNeuMf(dataset, options, vectors))
        yield { ...epoch, model: new NeuMfScorer(model) };
      throw new Error('Training is endless.');
    },
  };
}

/** The same numbers in an order that has nothing to do with the courses. */
function scattered(start: Float32Array): Float32Array {
  const step = 7919;
  return start.map((_, i) => start[(i * step) % start.length]!);
}

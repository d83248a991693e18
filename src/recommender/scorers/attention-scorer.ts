import type { Dataset } from '../data/dataset.ts';
import type { FitProgress } from '../data/progress.ts';
import { createRandom, sampleOf } from '../data/random.ts';
import { meanNdcg } from '../evaluation/evaluate.ts';
import type { CatalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import type { Fitting, ScorerDefinition, ScorerFamily, Tuning } from '../scorer-kit/scorer-definition.ts';
import { searchBestEpoch, trainToEpoch } from '../scorer-kit/trained-scorer.ts';
import { projectTexts } from '../text/projection.ts';
import { AttentionNetwork } from './attention/attention-network.ts';
import {
  type AttentionTrainingOptions,
  attentionDefaults,
  planned,
  trainAttention,
} from './attention/attention-training.ts';

/** Validation cases that are asked after each epoch. */
const validationSample = 1_000;
/** Epochs without a better validation before the search ends: the last ones, with small steps, are often the best. */
const patience = 8;
/** Vectors start this much shorter than those of the first network: they have more dimensions. */
const startScale = 0.25;

const family: ScorerFamily = {
  name: 'attention',
  title: 'the network with attention',
};

/**
 * The network with attention as a scorer of the recommender (SASRec, Kang and McAuley 2018).
 * @param mostEpochs that are planned; undefined: what suits the data
 */
export function attentionScorer(
  options: AttentionTrainingOptions = attentionDefaults,
  mostEpochs = Number.POSITIVE_INFINITY,
): ScorerDefinition<AttentionNetwork> {
  const planFor = (dataset: Dataset): AttentionTrainingOptions => {
    const { epochs, dropout } = planned(dataset, options);
    return { ...options, epochs: Math.min(mostEpochs, epochs), dropout };
  };
  return {
    ...{ name: 'attention', family, scale: 'as-is', effort: 30 },

    *tune({ train, validation }, { catalogue }): Generator<FitProgress, Tuning<AttentionNetwork>> {
      const sample = sampleOf(validation, validationSample, createRandom(options.seed));
      const plan = planFor(train);
      const training = trainAttention(train, startingVectors(catalogue, options), plan);
      const judge = (model: AttentionNetwork) => meanNdcg(model, sample, train.courseCount);
      const limits = { epochs: plan.epochs, patience };
      const { epoch, kept, examples } = yield* searchBestEpoch('attention', training, judge, limits);
      const { epochs: planned, dropout } = plan;
      return { options: { epochs: epoch, planned, dropout }, scorer: kept, examples };
    },

    *fit({ dataset, catalogue }, tuned = {}): Generator<FitProgress, Fitting<AttentionNetwork>> {
      const plan = planFor(dataset);
      const { planned = plan.epochs, epochs = planned, dropout = plan.dropout } = tuned;
      const training = trainAttention(dataset, startingVectors(catalogue, options), {
        ...plan,
        epochs: planned,
        dropout,
      });
      return yield* trainToEpoch(training, epochs);
    },

    store: ({ parameters: { courses, bias, dense }, shape: { heads } }) => ({
      arrays: { courses, bias, dense },
      values: { heads },
    }),
    restore(stored, { courseCount }) {
      const floats = (name: string) => stored.floats(name);
      const courses = floats('courses');
      const shape = { dimensions: courses.length / courseCount, heads: stored.number('heads') };
      return new AttentionNetwork({ courses, bias: floats('bias'), dense: floats('dense') }, shape);
    },
  };
}

export const attention = attentionScorer();

function startingVectors(
  { index }: CatalogueFacts,
  { dimensions, seed }: Pick<AttentionTrainingOptions, 'dimensions' | 'seed'>,
): Float32Array {
  const start = projectTexts(index.tfIdf.matrix, dimensions, createRandom(seed));
  return start.map((value) => startScale * value);
}

import type { FitProgress } from '../data/progress.ts';
import { createRandom, sampleOf } from '../data/random.ts';
import { meanNdcg } from '../evaluation/evaluate.ts';
import type { CatalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import type {
  Fitting,
  ScorerDefinition,
  ScorerFamily,
  ScorerOptions,
  Tuning,
} from '../scorer-kit/scorer-definition.ts';
import { searchBestEpoch, trainToEpoch } from '../scorer-kit/trained-scorer.ts';
import { projectTexts } from '../text/projection.ts';
import type { EpochLimits } from '../tuning/search-epochs.ts';
import { ease } from './ease.ts';
import { Gmf } from './gmf/gmf.ts';
import { type GmfTrainingOptions, gmfTrainingDefaults, trainGmf } from './gmf/gmf-training.ts';

/** `halfLife` is no option: it is tuned. `epochs` is the most that are tried. */
export interface NetworkOptions extends Omit<GmfTrainingOptions, 'halfLife'>, EpochLimits {}

const { halfLife: defaultHalfLife, ...trainingDefaults } = gmfTrainingDefaults;
export const networkDefaults: NetworkOptions = { ...trainingDefaults, epochs: 20, patience: 2 };

/** Validation cases that are asked after each epoch. */
const validationSample = 1_000;
/** Transitions already say what depends on the last course alone. Courses. */
const shortestHalfLife = 2;
/** A half-life beside which every history is short; unlike infinity it can be stored as JSON. Courses. */
const noForgetting = 1_000;

const family: ScorerFamily = {
  name: 'network',
  title: 'the network',
};

/**
 * The network as a scorer of the recommender: generalised matrix factorisation (He et al. 2017) of a learner computed
 * from the courses taken (FISM, Kabbur et al. 2013).
 * @param train what trains it
 */
export function gmfScorer(
  options: NetworkOptions = networkDefaults,
  train: typeof trainGmf = trainGmf,
): ScorerDefinition<Gmf> {
  return {
    ...{ name: 'gmf', family, scale: 'as-is', namesCandidates: 'any-score', effort: 12 },

    *tune({ train: dataset, validation }, { catalogue, optionsOf }): Generator<FitProgress, Tuning<Gmf>> {
      const halfLife = halfLifeFrom(optionsOf(ease));
      const sample = sampleOf(validation, validationSample, createRandom(options.seed));
      const training = train(dataset, startingVectors(catalogue, options), { ...options, halfLife });
      const judge = (model: Gmf) => meanNdcg(model, sample, dataset.courseCount);
      const { epoch, kept, examples } = yield* searchBestEpoch('gmf', training, judge, options);
      return { options: { epochs: epoch, halfLife }, scorer: kept, examples };
    },

    *fit({ dataset, catalogue }, tuned = {}): Generator<FitProgress, Fitting<Gmf>> {
      const { epochs = options.epochs, halfLife = defaultHalfLife } = tuned;
      const start = startingVectors(catalogue, options);
      return yield* trainToEpoch(train(dataset, start, { ...options, halfLife }), epochs);
    },

    store: ({ parameters: { history, candidates, bias }, embedding: { halfLife, normalisation } }) => ({
      arrays: { history, candidates, bias },
      values: { halfLife, normalisation },
    }),
    restore(stored) {
      const floats = (name: string) => stored.floats(name);
      const [candidates, bias] = [floats('candidates'), floats('bias')];
      return new Gmf(
        { history: floats('history'), candidates, bias },
        { halfLife: stored.number('halfLife'), normalisation: stored.number('normalisation') },
        candidates.length / bias.length,
      );
    },
  };
}

export const gmf = gmfScorer();

/**
 * The network forgets as fast as EASE was found to: how much the order of courses says differs between institutions
 * (docs/decisions/0005), and finding it with EASE needs no training of the network.
 */
function halfLifeFrom(easeOptions: ScorerOptions | undefined): number {
  const decay = easeOptions?.['historyDecay'];
  if (decay === undefined) return defaultHalfLife;
  return decay < 1 ? Math.max(shortestHalfLife, Math.log(0.5) / Math.log(decay)) : noForgetting;
}

/** Where the vectors of courses start: their texts, projected. Courses × dimensions. */
export function startingVectors(
  { index }: CatalogueFacts,
  { dimensions, seed }: Pick<NetworkOptions, 'dimensions' | 'seed'>,
): Float32Array {
  return projectTexts(index.tfIdf.matrix, dimensions, createRandom(seed));
}

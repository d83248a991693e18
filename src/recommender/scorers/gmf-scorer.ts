import type { FitProgress } from '../data/progress.ts';
import { createRandom, sampleOf } from '../data/random.ts';
import { meanNdcg } from '../evaluation/evaluate.ts';
import type { CatalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import type { Fitting, ScorerDefinition, ScorerOptions, Tuning } from '../scorer-kit/scorer-definition.ts';
import { projectTexts } from '../text/projection.ts';
import { type EpochLimits, searchEpochs, trainUntil } from '../tuning/search-epochs.ts';
import { ease } from './ease.ts';
import { dimensions } from './gmf/dimensions.ts';
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
    ...{ name: 'gmf', family: 'the network', scale: 'as-is', namesCandidates: 'any-score', effort: 12 },

    *tune({ train: dataset, validation }, { catalogue, optionsOf }): Generator<FitProgress, Tuning<Gmf>> {
      const halfLife = halfLifeFrom(optionsOf(ease));
      const sample = sampleOf(validation, validationSample, createRandom(options.seed));
      const training = train(dataset, startingVectors(catalogue, options.seed), { ...options, halfLife });
      const search = searchEpochs(
        training,
        (model) => meanNdcg(model, sample, dataset.courseCount),
        (model) => model.copy(),
        options,
      );
      for (;;) {
        const { done, value } = search.next();
        if (done)
          return { options: { epochs: value.epoch, halfLife }, scorer: value.kept, examples: value.examples };
        const { epoch, loss, validation: ndcg } = value;
        yield {
          share: epoch / options.epochs,
          detail: `epoch ${epoch} of ${options.epochs}, loss ${loss.toFixed(4)}, NDCG@10 ${ndcg.toFixed(4)}`,
        };
      }
    },

    *fit({ dataset, catalogue }, tuned = {}): Generator<FitProgress, Fitting<Gmf>> {
      const { epochs = options.epochs, halfLife = defaultHalfLife } = tuned;
      const start = startingVectors(catalogue, options.seed);
      const training = trainUntil(train(dataset, start, { ...options, halfLife }), epochs);
      for (;;) {
        const { done, value } = training.next();
        if (done) return { scorer: value.model.copy(), examples: value.examples };
        const { epoch, loss } = value;
        yield { share: epoch / epochs, detail: `final epoch ${epoch} of ${epochs}, loss ${loss.toFixed(4)}` };
      }
    },

    store: ({ parameters: { history, candidates, bias }, embedding: { halfLife, normalisation } }) => ({
      arrays: { history, candidates, bias },
      values: { halfLife, normalisation },
    }),
    restore(stored) {
      const floats = (name: string) => stored.floats(name);
      return new Gmf(
        { history: floats('history'), candidates: floats('candidates'), bias: floats('bias') },
        { halfLife: stored.number('halfLife'), normalisation: stored.number('normalisation') },
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
export function startingVectors({ index }: CatalogueFacts, seed: number): Float32Array {
  return projectTexts(index.tfIdf.matrix, dimensions, createRandom(seed));
}

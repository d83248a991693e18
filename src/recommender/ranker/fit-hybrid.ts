import type { Dataset } from '../data/dataset.ts';
import { createRandom, type Random, shuffle } from '../data/random.ts';
import type { TestCase, TuningData } from '../data/split.ts';
import { meanNdcg } from '../evaluation/evaluate.ts';
import type { CatalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import type { Gmf } from '../scorers/gmf/gmf.ts';
import { type GmfTrainingOptions, gmfDefaults, trainGmf } from '../scorers/gmf/gmf-training.ts';
import {
  fitMembers,
  type Members,
  tuneVotes,
  type VotingOptions,
  votingMembers,
} from '../scorers/shipped-scorers.ts';
import { projectTexts } from '../text/projection.ts';
import { FeatureExtractor } from './features.ts';
import type { Ranker } from './ranker.ts';
import { type Choice, trainRanker } from './ranker-training.ts';

/** Of the network, all but what the tuning of the voting members says: how fast it forgets. */
export interface HybridOptions extends Omit<GmfTrainingOptions, 'halfLife'> {
  /** Passes over the data at most. */
  epochs: number;
  /** Passes without a better validation before the search for their number ends. */
  patience: number;
}

const { halfLife: _tuned, ...networkDefaults } = gmfDefaults;
export const hybridDefaults: HybridOptions = { ...networkDefaults, epochs: 20, patience: 2 };

export interface FitProgress {
  /** How far the step is, 0…1. */
  share: number;
  /** For a terminal. */
  detail: string;
}

/** What was tuned on validation, and is not fitted again. */
export interface Tuned {
  epochs: number;
  votes: VotingOptions;
  ranker: Ranker;
  /** Next courses looked at. */
  examples: number;
}

/** TestCases that are asked after each epoch. */
const validationSample = 1_000;
/** TestCases that the ranker learns from. */
const rankerSample = 8_000;
/** Answers that count of one question: in a split by time a learner may have taken fifty courses since. */
const answersPerTestCase = 3;
/** Share of the ranker's questions that are asked again with most of the history forgotten, and how much is left. */
const forgetful = 0.25;
const longestRemembered = 3;

/** What depends on the last course alone is told by transitions, courses. */
const shortest = 2;
/** A half-life beside which every history is short, courses; unlike infinity it can be stored as JSON. */
const noForgetting = 1_000;

/** Of the time of tuning, for the members that vote. */
const votesShare = 0.2;

/** Finds how members vote, the number of epochs and the ranker on validation. @param train what trains the network */
export function* tuneHybrid(
  split: Pick<TuningData, 'train' | 'validation'>,
  facts: CatalogueFacts,
  options: HybridOptions,
  train: typeof trainGmf = trainGmf,
): Generator<FitProgress, Tuned> {
  const votes = yield* tuningOfVotes(split, facts);
  const { epoch, gmf, examples } = yield* searchNetwork(split, facts, votes, options, train);
  const members = fitMembers(split.train, gmf, facts, votes);
  const ranker = trainRanker(choicesOf(split, members, options.seed), options.seed);
  return { epochs: epoch, votes, ranker, examples };
}

/** Trains the network for as long as validation gets better. */
export function* searchNetwork(
  split: Pick<TuningData, 'train' | 'validation'>,
  facts: CatalogueFacts,
  votes: VotingOptions,
  options: HybridOptions,
  train: typeof trainGmf = trainGmf,
): Generator<FitProgress, { epoch: number; gmf: Gmf; examples: number }> {
  const sample = sampleOf(split.validation, validationSample, createRandom(options.seed));
  let best: { ndcg: number; epoch: number; gmf: Gmf } | undefined;
  let examples = 0;
  const network = { ...options, halfLife: halfLifeOf(votes) };
  for (const { epoch, loss, examples: seen, model } of train(split.train, startOf(facts, options), network)) {
    examples += seen;
    const ndcg = meanNdcg(model, sample, split.train.courseCount);
    if (!best || ndcg > best.ndcg) best = { ndcg, epoch, gmf: model.copy() };
    yield {
      share: votesShare + (1 - votesShare) * (epoch / options.epochs),
      detail: `epoch ${epoch} of ${options.epochs}, loss ${loss.toFixed(4)}, validation NDCG@10 ${ndcg.toFixed(4)}`,
    };
    if (epoch >= options.epochs || epoch - best.epoch >= options.patience) break;
  }
  return { epoch: best!.epoch, gmf: best!.gmf, examples };
}

function* tuningOfVotes(
  split: Pick<TuningData, 'train' | 'validation'>,
  facts: CatalogueFacts,
): Generator<FitProgress, VotingOptions> {
  const tuning = tuneVotes(split, facts);
  for (let tuned = 0; ; tuned++) {
    const { done, value } = tuning.next();
    if (done) return value;
    yield { share: (votesShare * tuned) / votingMembers.length, detail: `tuning ${value}` };
  }
}

/** Fits the members on all there is, with what was tuned. */
export function* fitTuned(
  dataset: Dataset,
  facts: CatalogueFacts,
  { epochs, votes }: Pick<Tuned, 'epochs' | 'votes'>,
  options: HybridOptions,
  train: typeof trainGmf = trainGmf,
): Generator<FitProgress, { members: Members; examples: number }> {
  const network = { ...options, halfLife: halfLifeOf(votes) };
  let examples = 0;
  for (const { epoch, loss, examples: seen, model } of train(dataset, startOf(facts, options), network)) {
    examples += seen;
    yield { share: epoch / epochs, detail: `final epoch ${epoch} of ${epochs}, loss ${loss.toFixed(4)}` };
    if (epoch >= epochs) return { members: fitMembers(dataset, model.copy(), facts, votes), examples };
  }
  throw new Error('Training is endless.');
}

/**
 * The network forgets as fast as EASE was found to: how much the order of courses says differs between institutions
 * (docs/decisions/0005), and to find it with EASE needs no training of the network.
 */
export function halfLifeOf({ ease }: Pick<VotingOptions, 'ease'>): number {
  const decay = ease.scored['historyDecay']!;
  return decay < 1 ? Math.max(shortest, Math.log(0.5) / Math.log(decay)) : noForgetting;
}

/** Where the vectors of courses start: their texts, projected. Courses × dimensions. */
export function startOf({ index }: CatalogueFacts, { seed }: Pick<HybridOptions, 'seed'>): Float32Array {
  return projectTexts(index.tfIdf.matrix, createRandom(seed));
}

/** Validation as choices among the candidates that the members name. */
export function choicesOf(
  { train, validation }: Pick<TuningData, 'train' | 'validation'>,
  members: Members,
  seed: number,
): Choice[] {
  const random = createRandom(seed);
  const extractor = new FeatureExtractor(members);
  const choices: Choice[] = [];
  const add = (question: TestCase) => {
    const candidates = extractor.candidates(question.query);
    const targets = sampleOf(question.targets, answersPerTestCase, random);
    const taken = targets.map((target) => candidates.indexOf(target)).filter((place) => place >= 0);
    if (taken.length === 0) return;
    const features = extractor.of(question.query, candidates);
    for (const place of taken) choices.push({ features, taken: place });
  };
  for (const question of sampleOf(validation, rankerSample, random)) {
    add(question);
    if (random.next() < forgetful) add(forgetting(question, random.below(longestRemembered + 1), train));
  }
  return choices;
}

/**
 * The same question of somebody of whom only the first courses are known, at the time when they were taken; of whom
 * nothing is known, it is what they took first.
 * @param train has the times of the history
 */
export function forgetting(
  { query, targets, seen }: TestCase,
  remembered: number,
  { offsets, times }: Pick<Dataset, 'offsets' | 'times'>,
): TestCase {
  if (query.history.length === 0) return { query, targets, seen };
  const history = query.history.subarray(0, remembered);
  const at = times[offsets[query.learner]! + Math.max(0, history.length - 1)]!;
  if (history.length > 0) return { query: { ...query, history, at }, targets, seen };
  return { query: { ...query, history, at }, targets: query.history.subarray(0, 1), seen: history };
}

function sampleOf<Item>(items: ArrayLike<Item>, count: number, random: Random): Item[] {
  const order = Int32Array.from({ length: items.length }, (_, i) => i);
  if (items.length > count) shuffle(order, random);
  return Array.from(order.subarray(0, count), (i) => items[i]!);
}

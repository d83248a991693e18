import { createRandom, shuffle } from '../data/random.ts';
import type { Choice } from './choices.ts';
import {
  candidateFeatures,
  deepFeatureCount,
  featureCount,
  firstOfLittleKnown,
  littleKnown,
} from './features.ts';
import { farthest, hiddenUnits, Ranker, type RankerParameters } from './ranker.ts';

const learningRate = 0.005;
const l2 = 1e-4;
/** Choices between two steps of the optimiser. */
const batch = 128;
const mostEpochs = 20;
const patience = 3;
/** Share of the choices that is held apart to see when to stop. */
const shareApart = 0.2;
/** Where there are fewer, a fifth says too little: each half is held apart from the other. */
const fewChoices = 3_000;
/** Choices between two steps where there are few: else there would be too few steps. */
const smallBatch = 64;
/** What is tried to be added to the weight of a scorer. */
const raisedBy = [0.5, 1, 2, 4];
/**
 * Where the weights of the scorers that name candidates start: where there is nothing to learn from, all of them are
 * trusted alike.
 */
const priorWeight = 0.2;
/** Fewer choices than this cannot say when to stop: then the wide part is trained for a fixed number of epochs. */
const fewestChoices = 50;
const fixedEpochs = 5;
/** A candidate whose probability is known to so much teaches next to nothing: most are, and cost most of the time. */
const leastSurprise = 1e-5;

/**
 * Fits a ranker to choices by the likelihood of what was taken among the candidates (listwise softmax, Cao et al.
 * 2007; for the wide part alone this is McFadden's conditional logit). Choices that are held apart decide for how long
 * to train, and whether the deep part is worth having. Then everything is fitted on all of the choices, and the scorer
 * is raised that ranks choices held apart better (`raised`).
 */
export function trainRanker(choices: readonly Choice[], seed = 1, mayBeDeep = true): Ranker {
  const moments = momentsOf(choices);
  const standard = choices.map(({ features, taken }) => {
    const x = new Float32Array(features.length);
    for (let at = 0; at < features.length; at += featureCount) standardise(moments, features, at, x, at);
    return { features: x, taken };
  });
  if (choices.length < fewestChoices) return new Ranker(fitted(standard, moments, false, fixedEpochs, seed));

  const parts = heldApart(standard, seed);
  const kinds = mayBeDeep ? [false, true] : [false];
  const [chosen] = kinds
    .map((isDeep) => {
      const found = parts.map(({ training, apart }) => best(training, apart, moments, isDeep, seed));
      return { isDeep, found, likelihood: mean(found.map(({ likelihood }) => likelihood)) };
    })
    .sort((a, b) => b.likelihood - a.likelihood);
  const { isDeep, found } = chosen!;
  const epochs = Math.round(mean(found.map(({ epochs }) => epochs)));
  const parameters = fitted(standard, moments, isDeep, epochs, seed);
  const seenApart = parts.flatMap(({ apart }, part) =>
    apart.map((choice) => ({ choice, ranker: standardRanker(found[part]!.parameters) })),
  );
  raise(parameters, seenApart);
  return new Ranker(parameters);
}

interface Part {
  training: Choice[];
  apart: Choice[];
}

/** A fifth of the choices apart from the others; where there are few, each half apart from the other. */
function heldApart(choices: readonly Choice[], seed: number): Part[] {
  const order = Int32Array.from(choices.keys());
  shuffle(order, createRandom(seed));
  const drawn = Array.from(order, (i) => choices[i]!);
  const parted = (count: number): Part => ({ apart: drawn.slice(0, count), training: drawn.slice(count) });
  if (choices.length >= fewChoices) return [parted(Math.ceil(choices.length * shareApart))];
  const { apart, training } = parted(Math.ceil(choices.length / 2));
  return [
    { apart, training },
    { apart: training, training: apart },
  ];
}

interface Best {
  likelihood: number;
  epochs: number;
  parameters: RankerParameters;
}

function best(
  training: readonly Choice[],
  apart: readonly Choice[],
  moments: Moments,
  deep: boolean,
  seed: number,
): Best {
  const trainer = new RankerTrainer(moments, deep, seed);
  let found: Best | undefined;
  for (let epoch = 1; epoch <= mostEpochs && epoch - (found?.epochs ?? 1) <= patience; epoch++) {
    trainer.epoch(training);
    const likelihood = trainer.likelihood(apart);
    if (!found || likelihood > found.likelihood)
      found = { likelihood, epochs: epoch, parameters: structuredClone(trainer.parameters) };
  }
  return found!;
}

function fitted(
  choices: readonly Choice[],
  moments: Moments,
  deep: boolean,
  epochs: number,
  seed: number,
): RankerParameters {
  const trainer = new RankerTrainer(moments, deep, seed);
  for (let epoch = 1; epoch <= epochs; epoch++) trainer.epoch(choices);
  return trainer.parameters;
}

/** A choice with a ranker that was not trained on it. */
interface SeenApart {
  choice: Choice;
  ranker: Ranker;
}

/**
 * Adds to the weight of one scorer where that ranks what was taken higher, the more the more is known, and nothing
 * for who took one course. What is likeliest is not always what ranks best: where there are few choices, a sum of all
 * scorers can rank below the best of them.
 * @param parameters whose `wide` is changed
 */
function raise({ wide, scale }: RankerParameters, seen: readonly SeenApart[]): void {
  const scores = seen.map(({ choice: { features }, ranker }) => {
    const out = new Float32Array(features.length / featureCount);
    ranker.score(features, out);
    return out;
  });
  const changeOf = (f: number, raised: number) => {
    const little = scale[firstOfLittleKnown + f]!;
    return { f, raised, lowered: little > 0 ? (raised * scale[f]!) / (littleKnown(1) * little) : 0 };
  };
  const gainsWith = ({ f, raised, lowered }: ReturnType<typeof changeOf>) =>
    seen.map(({ choice }, i) => {
      const { features } = choice;
      return gainOf(choice, (c) => {
        const at = c * featureCount + f;
        return scores[i]![c]! + raised * features[at]! - lowered * features[at + firstOfLittleKnown]!;
      });
    });
  let best = { change: changeOf(0, 0), gain: 0 };
  const asIs = gainsWith(best.change);
  for (const f of candidateFeatures)
    for (const raised of raisedBy) {
      const change = changeOf(f, raised);
      const differences = gainsWith(change).map((gain, i) => gain - asIs[i]!);
      const gain = mean(differences);
      const variance = mean(differences.map((difference) => (difference - gain) ** 2));
      if (gain > best.gain && gain > Math.sqrt(variance / seen.length)) best = { change, gain };
    }
  const { f, raised, lowered } = best.change;
  wide[f]! += raised;
  wide[firstOfLittleKnown + f]! -= lowered;
}

/** NDCG@10 of what was taken. */
function gainOf({ features, taken }: Choice, scoreOf: (candidate: number) => number): number {
  const own = scoreOf(taken);
  let rank = 1;
  for (let c = 0; c < features.length / featureCount; c++) if (c !== taken && scoreOf(c) >= own) rank++;
  return rank <= 10 ? 1 / Math.log2(rank + 1) : 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

type Moments = Pick<RankerParameters, 'mean' | 'scale'>;

/**
 * Means and deviations of the features. A feature that is the same for all candidates of a choice decides nothing
 * there, so that choice does not count for it: otherwise a feature that is about few choices (what people begin with)
 * would lie far beyond `farthest` in them. A feature that is the same within every choice (the length of the history)
 * counts everywhere.
 */
function momentsOf(choices: readonly Choice[]): Moments {
  const mean = new Float32Array(featureCount);
  const scale = new Float32Array(featureCount);
  if (choices.length === 0) return { mean, scale: scale.fill(1) };
  for (let f = 0; f < featureCount; f++) {
    const deciding = choices.filter(({ features }) => tellsApart(features, f));
    let [sum, squares, count] = [0, 0, 0];
    for (const { features } of deciding.length > 0 ? deciding : choices)
      for (let at = f; at < features.length; at += featureCount, count++) {
        sum += features[at]!;
        squares += features[at]! ** 2;
      }
    mean[f] = sum / count;
    const variance = squares / count - mean[f]! ** 2;
    // A feature that is the same everywhere (where the catalogue has no languages) says nothing.
    scale[f] = variance > 1e-8 ? 1 / Math.sqrt(variance) : 0;
  }
  return { mean, scale };
}

/** Whether a feature differs between candidates. */
function tellsApart(features: Float32Array, f: number): boolean {
  for (let at = f + featureCount; at < features.length; at += featureCount)
    if (features[at] !== features[f]) return true;
  return false;
}

/** Writes the features of one course as deviations from their means. */
function standardise(
  { mean, scale }: Pick<RankerParameters, 'mean' | 'scale'>,
  features: Float32Array,
  at: number,
  out: Float32Array,
  to: number,
): void {
  for (let f = 0; f < featureCount; f++) {
    const value = (features[at + f]! - mean[f]!) * scale[f]!;
    out[to + f] = Math.max(-farthest, Math.min(farthest, value));
  }
}

/** The moments of features that are standardised. */
const standardMoments: Moments = {
  mean: new Float32Array(featureCount),
  scale: new Float32Array(featureCount).fill(1),
};

/** Scores features that are standardised already. It does not follow the parameters when they change. */
function standardRanker(parameters: RankerParameters): Ranker {
  return new Ranker({ ...parameters, ...standardMoments });
}

const learnt = ['wide', 'hidden', 'hiddenBias', 'output'] as const;
type Learnt = Pick<RankerParameters, (typeof learnt)[number]>;

/** Adam (Kingma and Ba 2015) on choices whose features are standardised. */
export class RankerTrainer {
  readonly parameters: RankerParameters;
  /** What `accumulate` adds up; 0 after a step. */
  readonly gradient = zeros();
  readonly #deep: boolean;
  readonly #random: ReturnType<typeof createRandom>;
  readonly #first = zeros();
  readonly #second = zeros();
  #steps = 0;

  constructor(moments: Moments, deep: boolean, seed: number) {
    const random = createRandom(seed);
    this.#random = random;
    this.#deep = deep;
    this.parameters = { ...moments, ...zeros() };
    for (const f of candidateFeatures) this.parameters.wide[f] = priorWeight;
    if (!deep) return;
    const { hidden, output } = this.parameters;
    for (let i = 0; i < hidden.length; i++) hidden[i] = random.normal() / Math.sqrt(deepFeatureCount);
    for (let h = 0; h < hiddenUnits; h++) output[h] = 0.01 * random.normal();
  }

  epoch(choices: readonly Choice[]): void {
    const order = Int32Array.from(choices.keys());
    shuffle(order, this.#random);
    const size = choices.length < fewChoices ? smallBatch : batch;
    for (let from = 0; from < order.length; from += size) {
      const end = Math.min(from + size, order.length);
      for (let i = from; i < end; i++) this.accumulate(choices[order[i]!]!, 1 / (end - from));
      this.#step();
    }
  }

  /** Mean logarithm of the probability of what was taken. */
  likelihood(choices: readonly Choice[]): number {
    let sum = 0;
    for (const choice of choices)
      sum += Math.log(Math.max(1e-30, this.#forward(choice).probabilities[choice.taken]!));
    return sum / choices.length;
  }

  #forward({ features }: Choice): { probabilities: Float64Array; active: Float32Array } {
    const { wide, hidden, hiddenBias, output } = this.parameters;
    const count = features.length / featureCount;
    const units = this.#deep ? hiddenUnits : 0;
    const active = new Float32Array(count * units);
    const scores = new Float64Array(count);
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < count; c++) {
      const at = c * featureCount;
      let score = 0;
      for (let f = 0; f < featureCount; f++) score += wide[f]! * features[at + f]!;
      for (let h = 0; h < units; h++) {
        let sum = hiddenBias[h]!;
        const row = h * deepFeatureCount;
        for (let f = 0; f < deepFeatureCount; f++) sum += hidden[row + f]! * features[at + f]!;
        if (sum <= 0) continue;
        active[c * units + h] = sum;
        score += output[h]! * sum;
      }
      scores[c] = score;
      if (score > largest) largest = score;
    }
    let total = 0;
    for (let c = 0; c < count; c++) {
      scores[c] = Math.exp(scores[c]! - largest);
      total += scores[c]!;
    }
    for (let c = 0; c < count; c++) scores[c]! /= total;
    return { probabilities: scores, active };
  }

  /** Adds the gradient of −ln(probability of what was taken), times its share in a batch. */
  accumulate(choice: Choice, share: number): void {
    const { features, taken } = choice;
    const { output } = this.parameters;
    // Arrays in variables of their own: most of a training is spent here.
    const { wide, hidden, hiddenBias, output: outputs } = this.gradient;
    const { probabilities, active } = this.#forward(choice);
    const units = this.#deep ? hiddenUnits : 0;
    for (let c = 0; c < probabilities.length; c++) {
      const surprise = probabilities[c]! - (c === taken ? 1 : 0);
      if (Math.abs(surprise) < leastSurprise) continue;
      const error = surprise * share;
      const at = c * featureCount;
      for (let f = 0; f < featureCount; f++) wide[f]! += error * features[at + f]!;
      for (let h = 0; h < units; h++) {
        const unit = active[c * units + h]!;
        if (unit === 0) continue;
        outputs[h]! += error * unit;
        const inner = error * output[h]!;
        hiddenBias[h]! += inner;
        const row = h * deepFeatureCount;
        for (let f = 0; f < deepFeatureCount; f++) hidden[row + f]! += inner * features[at + f]!;
      }
    }
  }

  #step(): void {
    this.#steps++;
    const first = 1 - 0.9 ** this.#steps;
    const second = 1 - 0.999 ** this.#steps;
    for (const name of learnt) {
      if (!this.#deep && name !== 'wide') continue;
      const values = this.parameters[name];
      const gradient = this.gradient[name];
      const m = this.#first[name];
      const v = this.#second[name];
      for (let i = 0; i < values.length; i++) {
        const g = gradient[i]! + l2 * values[i]!;
        m[i] = 0.9 * m[i]! + 0.1 * g;
        v[i] = 0.999 * v[i]! + 0.001 * g * g;
        values[i]! -= (learningRate * (m[i]! / first)) / (Math.sqrt(v[i]! / second) + 1e-8);
        gradient[i] = 0;
      }
    }
  }
}

function zeros(): Learnt {
  return {
    wide: new Float32Array(featureCount),
    hidden: new Float32Array(hiddenUnits * deepFeatureCount),
    hiddenBias: new Float32Array(hiddenUnits),
    output: new Float32Array(hiddenUnits),
  };
}

import { createRandom, type Random, shuffle } from '../data/random.ts';
import type { ChoiceTable } from './choice-table.ts';
import { candidateFeatures, deepFeatureCount } from './features.ts';
import { hiddenUnits } from './ranker.ts';
import { learntLength, partsOf, rowWidth } from './ranker-weights.ts';

/** There are few choices where there are fewer. */
export const fewChoices = 3_000;

const learningRate = 0.005;
const l2 = 1e-4;
/** Choices between two steps of the optimiser. */
const batch = 128;
/** Choices between two steps where there are few: else there would be too few steps. */
const smallBatch = 64;
/**
 * Where the weights of the scorers that name candidates start: where there is nothing to learn from, all of them are
 * trusted alike.
 */
const priorWeight = 0.2;

/** Adam (Kingma and Ba 2015) on choices of a table. */
export class RankerTrainer {
  /** As `ranker-weights.ts` lays them out. */
  readonly parameters = new Float32Array(learntLength);
  readonly #table: ChoiceTable;
  readonly #deep: boolean;
  readonly #random: Random;
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  #steps = 0;

  constructor(table: ChoiceTable, deep: boolean, seed: number) {
    const random = createRandom(seed);
    this.#table = table;
    this.#random = random;
    this.#deep = deep;
    // The wide part comes first.
    const trained = deep ? learntLength : rowWidth;
    this.#first = new Float32Array(trained);
    this.#second = new Float32Array(trained);
    const { wide, hidden, output } = partsOf(this.parameters);
    for (const f of candidateFeatures) wide[f] = priorWeight;
    if (!deep) return;
    for (let h = 0; h < hiddenUnits; h++)
      for (let f = 0; f < deepFeatureCount; f++)
        hidden[f * hiddenUnits + h] = random.normal() / Math.sqrt(deepFeatureCount);
    for (let h = 0; h < hiddenUnits; h++) output[h] = 0.01 * random.normal();
  }

  /** One look at each of these choices, in a new order. */
  epoch(choices: Int32Array): void {
    const order = choices.slice();
    shuffle(order, this.#random);
    const size = choices.length < fewChoices ? smallBatch : batch;
    for (let from = 0; from < order.length; from += size)
      this.#step(this.gradient(order.subarray(from, from + size)));
  }

  /** Gradient of the weighted mean of −ln(probability of what was taken), laid out like the parameters; the next call overwrites it. */
  gradient(choices: Int32Array): Float32Array {
    const table = this.#table;
    table.use(this.parameters, this.#deep);
    table.gradients.fill(0);
    for (const choice of choices) table.accumulate(choice, table.weights[choice]! / choices.length);
    return table.gradients;
  }

  /** Weighted mean of the logarithm of the probability of what was taken. */
  likelihood(choices: Int32Array): number {
    const table = this.#table;
    table.use(this.parameters, this.#deep);
    let sum = 0;
    for (const choice of choices)
      sum += table.weights[choice]! * Math.log(Math.max(1e-30, table.likelihood(choice)));
    return sum / choices.length;
  }

  #step(gradient: Float32Array): void {
    this.#steps++;
    const first = 1 - 0.9 ** this.#steps;
    const second = 1 - 0.999 ** this.#steps;
    const [values, m, v] = [this.parameters, this.#first, this.#second];
    for (let i = 0; i < m.length; i++) {
      const g = gradient[i]! + l2 * values[i]!;
      m[i] = 0.9 * m[i]! + 0.1 * g;
      v[i] = 0.999 * v[i]! + 0.001 * g * g;
      values[i]! -= (learningRate * (m[i]! / first)) / (Math.sqrt(v[i]! / second) + 1e-8);
    }
  }
}

import { type Allocator, allocateMemory, Kernels } from '../kernels/kernels.ts';
import type { Choice } from './choices.ts';
import { type Moments, standardise } from './feature-moments.ts';
import { deepFeatureCount, featureCount } from './features.ts';
import { hiddenUnits } from './ranker.ts';
import { learntLength, rowWidth } from './ranker-weights.ts';

/** The kernels compute so many candidates at once: those of a choice are filled up to a multiple of it. */
const candidateStep = 4;
/** Score of a row that is no candidate. */
const outOfQuestion = -1e9;
/** A candidate whose probability is known to so much teaches next to nothing: most are, and cost most of the time. */
const leastSurprise = 1e-5;

/** Choices with standardised features, in a memory in which the kernels compute probabilities and gradients. */
export class ChoiceTable {
  readonly choiceCount: number;
  /** Which candidate was taken, by choice. */
  readonly taken: Int32Array;
  /** How much each choice counts. */
  readonly weights: Float64Array;
  readonly #candidates: Int32Array;
  /** First row of each choice. */
  readonly #starts: Int32Array;
  readonly #kernels: Kernels;
  readonly #arrays: ReturnType<typeof tableArrays>;
  /** Features that the deep part sees. */
  #seen = 0;

  constructor(choices: readonly Choice[], moments: Moments) {
    this.choiceCount = choices.length;
    this.taken = Int32Array.from(choices, ({ taken }) => taken);
    this.weights = Float64Array.from(choices, ({ weight }) => weight);
    this.#candidates = Int32Array.from(choices, ({ features }) => features.length / featureCount);
    this.#starts = new Int32Array(choices.length);
    // Of several courses that were taken at once the candidates are the same.
    const starts = new Map<Float32Array, number>();
    let rows = 0;
    for (const [i, { features }] of choices.entries()) {
      const start = starts.get(features) ?? rows;
      this.#starts[i] = start;
      if (start < rows) continue;
      starts.set(features, start);
      rows += filledUp(this.#candidates[i]!);
    }
    const most = filledUp(this.#candidates.reduce((largest, count) => Math.max(largest, count), 0));
    const layout = (allocator: Allocator) => tableArrays(allocator, rows, most);
    this.#kernels = new Kernels(allocateMemory(layout));
    this.#arrays = layout(this.#kernels);
    for (const [features, start] of starts)
      for (let from = 0, to = start * rowWidth; from < features.length; from += featureCount, to += rowWidth)
        standardise(moments, features, from, this.#arrays.features, to);
  }

  /** What `accumulate` adds up, laid out like the parameters. */
  get gradients(): Float32Array {
    return this.#arrays.gradients;
  }

  /**
   * Sets what the methods below compute with, until it is set again.
   * @param parameters as `ranker-weights.ts` lays them out; copied
   * @param deep whether there is a deep part
   */
  use(parameters: Float32Array, deep: boolean): void {
    this.#arrays.parameters.set(parameters);
    this.#seen = deep ? deepFeatureCount : 0;
  }

  /** Candidates × rowWidth, standardised. */
  featuresOf(choice: number): Float32Array {
    const start = this.#starts[choice]! * rowWidth;
    return this.#arrays.features.subarray(start, start + this.#candidates[choice]! * rowWidth);
  }

  /** Scores of the candidates of a choice. The next call of any method overwrites them. */
  scores(choice: number): Float32Array {
    this.#score(choice);
    return this.#arrays.scores.subarray(0, this.#candidates[choice]!);
  }

  /** Probability of what was taken. */
  likelihood(choice: number): number {
    return this.#probabilities(choice)[this.taken[choice]!]!;
  }

  /** Adds the gradient of −ln(probability of what was taken), times its share in a batch. */
  accumulate(choice: number, share: number): void {
    const probabilities = this.#probabilities(choice);
    probabilities[this.taken[choice]!]! -= 1;
    const { scores, units, parameters, gradients } = this.#arrays;
    this.#kernels.run.choiceGradients(
      gradients.byteOffset,
      scores.byteOffset,
      units.byteOffset,
      this.#addressOf(choice),
      this.#candidates[choice]!,
      rowWidth,
      this.#seen,
      parameters.byteOffset,
      share,
      leastSurprise,
    );
  }

  #probabilities(choice: number): Float32Array {
    this.#score(choice);
    const { scores, none } = this.#arrays;
    const count = this.#candidates[choice]!;
    const filled = filledUp(count);
    scores.fill(outOfQuestion, count, filled);
    this.#kernels.run.softmax(scores.byteOffset, none.byteOffset, filled);
    return scores;
  }

  #score(choice: number): void {
    const { scores, units, parameters } = this.#arrays;
    this.#kernels.run.choiceScores(
      scores.byteOffset,
      units.byteOffset,
      this.#addressOf(choice),
      filledUp(this.#candidates[choice]!),
      rowWidth,
      this.#seen,
      parameters.byteOffset,
    );
  }

  #addressOf(choice: number): number {
    return this.#arrays.features.byteOffset + 4 * rowWidth * this.#starts[choice]!;
  }
}

function filledUp(candidates: number): number {
  return Math.ceil(candidates / candidateStep) * candidateStep;
}

/** @param most candidates of a choice */
function tableArrays(allocator: Allocator, rows: number, most: number) {
  return {
    features: allocator.floats(rows * rowWidth),
    parameters: allocator.floats(learntLength),
    gradients: allocator.floats(learntLength),
    scores: allocator.floats(most),
    units: allocator.floats(most * hiddenUnits),
    /** The bias of candidates: they have none. */
    none: allocator.floats(most),
  };
}

import { type Allocator, allocateMemory, Kernels } from '../kernels/kernels.ts';

/** Units of the deep part of one training: as many as the kernel computes at once. */
export const hiddenUnits = 16;
/** Trainings whose sum a ranker is, at most. */
export const mostTrainings = 4;

/** Everything learnt; matrices are row-major. The length of `mean` is the number of features. */
export interface RankerParameters {
  /** Mean and 1 / deviation of each feature over the candidates it was trained on. */
  mean: Float32Array;
  scale: Float32Array;
  /** featureCount */
  wide: Float32Array;
  /**
   * Units × the features that the deep part sees, the first ones; all 0 where the wide part alone did better. There are
   * `hiddenUnits` units of each training.
   */
  hidden: Float32Array;
  /** By unit. */
  hiddenBias: Float32Array;
  output: Float32Array;
  /** Temperature, `namedShare` and choices of `Calibration`. */
  calibration: Float32Array;
}

/** What makes probabilities of the scores (`Recommender.probabilities`). */
export interface Calibration {
  /** The scores are divided by it before they are exponents: above 1, the ranker is too sure (Guo et al. 2017). */
  temperature: number;
  /** Share of what people take next that is among the candidates. */
  namedShare: number;
  /** Choices that the temperature was fitted on. */
  choices: number;
}

export const rankerParameterNames = [
  'mean',
  'scale',
  'wide',
  'hidden',
  'hiddenBias',
  'output',
  'calibration',
] as const;

/** A feature further from its mean than this many deviations counts as that far: nothing was learnt out there. */
export const farthest = 12;

/** Features that the kernel takes at a time: a row of features is filled up with zeros to a multiple of it. */
const lanes = 4;
/** Courses that are scored at a time. */
const chunk = 512;
/** The kernel's memory has room for rows of so many features. A ranker with more is refused: then raise this. */
const mostFeatures = 64;

/**
 * Wide and deep (Cheng et al. 2016): a linear blend of what the scorers say, and a layer of rectified units that sees
 * when which of them is right.
 */
export class Ranker {
  readonly parameters: RankerParameters;
  readonly #featureCount: number;
  readonly #width: number;
  /** Trainings that it is the sum of. */
  readonly #groups: number;
  /** Features that the deep part sees. */
  readonly #seen: number;
  readonly #packed: Float32Array;

  /** @throws RangeError when there are more features than `mostFeatures`, or more than `mostTrainings` */
  constructor(parameters: RankerParameters) {
    this.parameters = parameters;
    this.#featureCount = parameters.mean.length;
    this.#width = Math.ceil(this.#featureCount / lanes) * lanes;
    this.#groups = parameters.hiddenBias.length / hiddenUnits;
    this.#seen = parameters.hidden.length / parameters.hiddenBias.length;
    if (this.#width > mostFeatures)
      throw new RangeError(`A ranker has ${mostFeatures} features at most, this one ${this.#featureCount}.`);
    if (this.#groups > mostTrainings)
      throw new RangeError(`A ranker is the sum of ${mostTrainings} at most, this one of ${this.#groups}.`);
    this.#packed = packed(parameters, this.#width);
  }

  get calibration(): Calibration {
    const [temperature, namedShare, choices] = this.parameters.calibration;
    return { temperature: temperature!, namedShare: namedShare!, choices: choices! };
  }

  /**
   * Scores courses.
   * @param features courses × featureCount
   * @param out courses
   */
  score(features: Float32Array, out: Float32Array): void {
    const width = this.#width;
    const featureCount = this.#featureCount;
    if (loaded !== this) arrays.parameters.set(this.#packed);
    loaded = this;
    const mean = arrays.parameters.byteOffset;
    const rowBytes = 4 * width;
    for (let start = 0; start < out.length; start += chunk) {
      const count = Math.min(chunk, out.length - start);
      const from = start * featureCount;
      const isAll = count === out.length;
      arrays.features.set(isAll ? features : features.subarray(from, from + count * featureCount));
      // The kernel reads the last row to its full width.
      arrays.features.fill(0, count * featureCount, count * featureCount + width - featureCount);
      kernels.run.wideAndDeep(
        arrays.scores.byteOffset,
        arrays.features.byteOffset,
        4 * featureCount,
        count,
        width,
        mean,
        mean + rowBytes,
        mean + 2 * rowBytes,
        mean + 3 * rowBytes,
        this.#groups,
        this.#seen,
        arrays.standard.byteOffset,
        farthest,
      );
      for (let c = 0; c < count; c++) out[start + c] = arrays.scores[c]!;
    }
  }
}

/**
 * The parameters in the order in which the kernel's memory has them: mean, scale, wide, and for each training the bias
 * and the output of its units, and the hidden weights as a row of units for each feature.
 */
function packed(
  { mean, scale, wide, hidden, hiddenBias, output }: RankerParameters,
  width: number,
): Float32Array {
  const seen = hidden.length / hiddenBias.length;
  const values = new Float32Array(3 * width + (2 + seen) * hiddenBias.length);
  for (const [i, row] of [mean, scale, wide].entries()) values.set(row, i * width);
  for (let first = 0, at = 3 * width; first < hiddenBias.length; first += hiddenUnits) {
    values.set(hiddenBias.subarray(first, first + hiddenUnits), at);
    values.set(output.subarray(first, first + hiddenUnits), at + hiddenUnits);
    at += 2 * hiddenUnits;
    for (let f = 0; f < seen; f++, at += hiddenUnits)
      for (let h = 0; h < hiddenUnits; h++) values[at + h] = hidden[(first + h) * seen + f]!;
  }
  return values;
}

/** What the kernel works on. */
function kernelArrays(allocator: Allocator) {
  return {
    parameters: allocator.floats(3 * mostFeatures + mostTrainings * (2 + mostFeatures) * hiddenUnits),
    /** One row of features, standardised. */
    standard: allocator.floats(mostFeatures),
    features: allocator.floats(chunk * mostFeatures),
    scores: allocator.floats(chunk),
  };
}

// All rankers of a thread use one memory of the kernel, because a memory takes 10 GiB of addresses however small it
// is. Of what is in it only the parameters outlive a call.
const kernels = new Kernels(allocateMemory(kernelArrays));
const arrays = kernelArrays(kernels);
/** Whose parameters are in the memory. */
let loaded: Ranker | undefined;

import { type Allocator, allocateMemory, Kernels } from '../kernels/kernels.ts';
import { featureCount } from './features.ts';

/** Units of the deep part: what the kernel takes. */
export const hiddenUnits = 16;

/** Everything learnt; vectors of `featureCount`, matrices row-major. */
export interface RankerParameters {
  /** Mean and 1 / deviation of each feature over the candidates it was trained on. */
  mean: Float32Array;
  scale: Float32Array;
  /** featureCount */
  wide: Float32Array;
  /** hiddenUnits × featureCount; all 0 where the wide part alone did better. */
  hidden: Float32Array;
  hiddenBias: Float32Array;
  output: Float32Array;
}

/** A feature further from its mean than this many deviations is taken as that far: nothing was learnt out there. */
export const farthest = 12;

/** What the kernel takes a feature row, and a row of units, to be long. */
const width = 16;
/** Courses that are scored at a time. */
const chunk = 512;

/** What the kernel works on. */
function rankerArrays(allocator: Allocator) {
  const row = () => allocator.floats(width);
  return {
    ...{ mean: row(), scale: row(), wide: row(), hiddenBias: row(), output: row(), standard: row() },
    hidden: allocator.floats(width * width),
    features: allocator.floats(chunk * width),
    scores: allocator.floats(chunk),
  };
}

// One for all rankers, who put their parameters there for each question: a memory of its own for each would be
// gigabytes of addresses for a kilobyte.
const kernels = new Kernels(allocateMemory(rankerArrays));
const arrays = rankerArrays(kernels);
let present: Ranker | undefined;

/**
 * Wide and deep (Cheng et al. 2016): a linear blend of what the members say, and a layer of rectified units that
 * sees when which of them is right.
 */
export class Ranker {
  readonly parameters: RankerParameters;

  constructor(parameters: RankerParameters) {
    this.parameters = parameters;
  }

  /**
   * Scores of courses.
   * @param features courses × featureCount
   * @param out courses
   */
  scores(features: Float32Array, out: Float32Array): void {
    this.#present();
    const { mean, scale, wide, hidden, hiddenBias, output, standard, scores } = arrays;
    for (let start = 0; start < out.length; start += chunk) {
      const count = Math.min(chunk, out.length - start);
      for (let c = 0; c < count; c++)
        for (let f = 0; f < featureCount; f++)
          arrays.features[c * width + f] = features[(start + c) * featureCount + f]!;
      kernels.run.wideAndDeep(
        scores.byteOffset,
        arrays.features.byteOffset,
        count,
        mean.byteOffset,
        scale.byteOffset,
        wide.byteOffset,
        hidden.byteOffset,
        hiddenBias.byteOffset,
        output.byteOffset,
        standard.byteOffset,
        farthest,
      );
      for (let c = 0; c < count; c++) out[start + c] = scores[c]!;
    }
  }

  /** Puts the parameters where the kernel reads them, unless they are there. */
  #present(): void {
    if (present === this) return;
    const { hidden, ...rows } = this.parameters;
    for (const [name, row] of Object.entries(rows)) arrays[name as keyof typeof rows].set(row);
    for (let h = 0; h < hiddenUnits; h++)
      for (let f = 0; f < featureCount; f++) arrays.hidden[f * width + h] = hidden[h * featureCount + f]!;
    present = this;
  }
}

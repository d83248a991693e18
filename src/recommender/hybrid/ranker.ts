import { featureCount } from './features.ts';

/** Units of the deep part; a multiple of 4. */
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
const farthest = 12;

/**
 * Wide and deep (Cheng et al. 2016): a linear blend of what the members say, and a layer of rectified units that
 * sees when which of them is right.
 */
export class Ranker {
  readonly parameters: RankerParameters;
  readonly #standard = new Float32Array(featureCount);

  constructor(parameters: RankerParameters) {
    this.parameters = parameters;
  }

  /** Score of the course whose features start at `at`. */
  score(features: Float32Array, at = 0): number {
    const { wide, hidden, hiddenBias, output } = this.parameters;
    const x = this.#standard;
    standardise(this.parameters, features, at, x, 0);
    let score = 0;
    for (let f = 0; f < featureCount; f++) score += wide[f]! * x[f]!;
    // Four units at a time: no sum waits for another.
    for (let h = 0, row = 0; h < hiddenUnits; h += 4, row += 4 * featureCount) {
      let a = hiddenBias[h]!;
      let b = hiddenBias[h + 1]!;
      let c = hiddenBias[h + 2]!;
      let d = hiddenBias[h + 3]!;
      for (let f = 0; f < featureCount; f++) {
        const value = x[f]!;
        a += hidden[row + f]! * value;
        b += hidden[row + featureCount + f]! * value;
        c += hidden[row + 2 * featureCount + f]! * value;
        d += hidden[row + 3 * featureCount + f]! * value;
      }
      if (a > 0) score += output[h]! * a;
      if (b > 0) score += output[h + 1]! * b;
      if (c > 0) score += output[h + 2]! * c;
      if (d > 0) score += output[h + 3]! * d;
    }
    return score;
  }
}

/** Features of one course in deviations from their means. */
export function standardise(
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

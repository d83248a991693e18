import { deepFeatureCount, featureCount } from './features.ts';
import { hiddenUnits, type RankerParameters } from './ranker.ts';

/** Numbers of a row of features while the ranker is trained: a multiple of 4, the last ones 0. */
export const rowWidth = Math.ceil(featureCount / 4) * 4;
/** Everything learnt as one array: wide, bias and output of the units, and a row of units for each feature they see. */
export const learntLength = rowWidth + 2 * hiddenUnits + deepFeatureCount * hiddenUnits;

export interface Learnt {
  /** featureCount */
  wide: Float32Array;
  /** hiddenUnits */
  hiddenBias: Float32Array;
  output: Float32Array;
  /** deepFeatureCount × hiddenUnits: other than in a stored ranker, a row for each feature. */
  hidden: Float32Array;
}

/** The parts of an array of `learntLength`; they change with it. */
export function partsOf(all: Float32Array): Learnt {
  const bias = rowWidth;
  const output = bias + hiddenUnits;
  const hidden = output + hiddenUnits;
  return {
    wide: all.subarray(0, featureCount),
    hiddenBias: all.subarray(bias, output),
    output: all.subarray(output, hidden),
    hidden: all.subarray(hidden),
  };
}

/** The same as a ranker has it; copied. */
export function rankerWeights(all: Float32Array): Omit<RankerParameters, 'mean' | 'scale' | 'calibration'> {
  const { wide, hiddenBias, output, hidden } = partsOf(all);
  const byUnit = new Float32Array(hidden.length);
  for (let f = 0; f < deepFeatureCount; f++)
    for (let h = 0; h < hiddenUnits; h++) byUnit[h * deepFeatureCount + f] = hidden[f * hiddenUnits + h]!;
  return { wide: wide.slice(), hidden: byUnit, hiddenBias: hiddenBias.slice(), output: output.slice() };
}

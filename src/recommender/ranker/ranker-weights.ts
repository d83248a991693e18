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

/** The mean of what several trainings learnt, as a ranker has it: the wide parts as one, the units side by side. */
export function rankerWeights(
  trainings: readonly Float32Array[],
): Omit<RankerParameters, 'mean' | 'scale' | 'calibration'> {
  const count = trainings.length;
  const wide = new Float32Array(featureCount);
  const hidden = new Float32Array(count * hiddenUnits * deepFeatureCount);
  const hiddenBias = new Float32Array(count * hiddenUnits);
  const output = new Float32Array(count * hiddenUnits);
  for (const [t, all] of trainings.entries()) {
    const learnt = partsOf(all);
    const first = t * hiddenUnits;
    for (let f = 0; f < featureCount; f++) wide[f]! += learnt.wide[f]! / count;
    hiddenBias.set(learnt.hiddenBias, first);
    for (let h = 0; h < hiddenUnits; h++) {
      output[first + h] = learnt.output[h]! / count;
      for (let f = 0; f < deepFeatureCount; f++)
        hidden[(first + h) * deepFeatureCount + f] = learnt.hidden[f * hiddenUnits + h]!;
    }
  }
  return { wide, hidden, hiddenBias, output };
}

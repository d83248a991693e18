import { type Allocator, allocateMemory, Kernels } from '../../kernels/kernels.ts';
import { type DenseViews, longestHistory } from './attention-parameters.ts';

/** Rows that are computed at a time. */
export const rowsAtOnce = 16;
const mostDimensions = 128;
/** Courses that may be looked at, times the most heads that there can be. */
const mostParts = ((longestHistory + 1) * mostDimensions) / 4;

/** What a learner's vector is made of, to be filled in. */
export interface LayerInput {
  /** rows × dimensions: the course that looks. */
  lookers: Float32Array;
  /** rows × parts: the share of each part in what it sees. */
  shares: Float32Array;
  /** parts × dimensions */
  values: Float32Array;
}

/** What the kernels work on: weights, and rows on their way through the layer. */
function layerArrays(allocator: Allocator) {
  const weights = () => allocator.floats(mostDimensions * mostDimensions);
  const vector = () => allocator.floats(mostDimensions);
  const rows = () => allocator.floats(rowsAtOnce * mostDimensions);
  return {
    ...{ hiddenWeights: weights(), outputWeights: weights(), bias: vector() },
    ...{ hiddenGain: vector(), hiddenOffset: vector(), resultGain: vector(), resultOffset: vector() },
    ...{ attended: rows(), normalised: rows(), hidden: rows(), output: rows() },
    ...{
      shares: allocator.floats(rowsAtOnce * mostParts),
      values: allocator.floats(mostParts * mostDimensions),
    },
    moments: allocator.floats(rowsAtOnce * 2),
  };
}

// All networks of a thread use one memory, because a memory takes 10 GiB of addresses however small it is.
const kernels = new Kernels(allocateMemory(layerArrays));
const arrays = layerArrays(kernels);
/** Whose weights are in the memory. */
let loaded: DenseViews | undefined;

/**
 * Learners' vectors from what their last courses look at: that is added to them, and what comes of it goes through a
 * layer of rectified units, and past it, both normalised.
 * @param dense must not change: its weights are kept
 * @param count rows, `rowsAtOnce` at most
 * @param parts of what is looked at
 * @param write puts everything in, one row after another
 * @returns count × dimensions; overwritten by the next call
 */
export function hiddenLayer(
  dense: DenseViews,
  dimensions: number,
  count: number,
  parts: number,
  write: (to: LayerInput) => void,
): Float32Array {
  if (loaded !== dense) load(dense, dimensions);
  const { attended, normalised, hidden, output, moments, shares, values } = arrays;
  write({ lookers: attended, shares, values });
  const { normalise, multiply, rectify, addTo } = kernels.run;
  const normalisedTo = (to: Float32Array, from: Float32Array, gain: Float32Array, offset: Float32Array) =>
    normalise(
      to.byteOffset,
      from.byteOffset,
      gain.byteOffset,
      offset.byteOffset,
      moments.byteOffset,
      count,
      dimensions,
    );
  const product = (to: Float32Array, from: Float32Array, by: Float32Array, width: number, isAdded: boolean) =>
    multiply(to.byteOffset, from.byteOffset, by.byteOffset, count, dimensions, width, width * 4, 4, isAdded);
  product(attended, shares, values, parts, true);
  normalisedTo(normalised, attended, arrays.hiddenGain, arrays.hiddenOffset);
  product(hidden, normalised, arrays.hiddenWeights, dimensions, false);
  rectify(hidden.byteOffset, arrays.bias.byteOffset, count, dimensions);
  product(output, hidden, arrays.outputWeights, dimensions, false);
  addTo(output.byteOffset, attended.byteOffset, count * dimensions);
  normalisedTo(normalised, output, arrays.resultGain, arrays.resultOffset);
  return normalised.subarray(0, count * dimensions);
}

function load(dense: DenseViews, dimensions: number): void {
  if (dimensions > mostDimensions)
    throw new RangeError(
      `A network with attention has ${mostDimensions} dimensions at most, this one ${dimensions}.`,
    );
  arrays.hiddenWeights.set(dense.hidden);
  arrays.outputWeights.set(dense.output);
  arrays.bias.set(dense.hiddenBias);
  for (const name of ['hiddenGain', 'hiddenOffset', 'resultGain', 'resultOffset'] as const)
    arrays[name].set(dense[name]);
  loaded = dense;
}

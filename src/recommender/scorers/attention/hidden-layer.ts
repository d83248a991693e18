import { type Allocator, allocateMemory, Kernels } from '../../kernels/kernels.ts';
import type { DenseViews } from './attention-parameters.ts';

/** Rows that are computed at a time. */
export const rowsAtOnce = 16;
const mostDimensions = 128;

/** What the kernels work on: weights, and rows on their way through the layer. */
function layerArrays(allocator: Allocator) {
  const weights = () => allocator.floats(mostDimensions * mostDimensions);
  const vector = () => allocator.floats(mostDimensions);
  const rows = () => allocator.floats(rowsAtOnce * mostDimensions);
  return {
    ...{ hiddenWeights: weights(), outputWeights: weights(), bias: vector() },
    ...{ hiddenGain: vector(), hiddenOffset: vector(), resultGain: vector(), resultOffset: vector() },
    ...{ attended: rows(), normalised: rows(), hidden: rows(), output: rows() },
    moments: allocator.floats(rowsAtOnce * 2),
  };
}

// All networks of a thread use one memory, because a memory takes 10 GiB of addresses however small it is.
const kernels = new Kernels(allocateMemory(layerArrays));
const arrays = layerArrays(kernels);
/** Whose weights are in the memory. */
let loaded: DenseViews | undefined;

/**
 * Learners' vectors from what their last courses attended to: a layer of rectified units beside what goes past it, both
 * normalised.
 * @param dense must not change: its weights are kept
 * @param count rows, `rowsAtOnce` at most
 * @param write puts a row in at a place of the array
 * @returns count × dimensions; overwritten by the next call
 */
export function hiddenLayer(
  dense: DenseViews,
  dimensions: number,
  count: number,
  write: (row: number, to: Float32Array, at: number) => void,
): Float32Array {
  if (loaded !== dense) load(dense, dimensions);
  const { attended, normalised, hidden, output, moments } = arrays;
  for (let row = 0; row < count; row++) write(row, attended, row * dimensions);
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
  const through = (to: Float32Array, from: Float32Array, weights: Float32Array) =>
    multiply(
      to.byteOffset,
      from.byteOffset,
      weights.byteOffset,
      count,
      dimensions,
      dimensions,
      dimensions * 4,
      4,
      false,
    );
  normalisedTo(normalised, attended, arrays.hiddenGain, arrays.hiddenOffset);
  through(hidden, normalised, arrays.hiddenWeights);
  rectify(hidden.byteOffset, arrays.bias.byteOffset, count, dimensions);
  through(output, hidden, arrays.outputWeights);
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

import type { Choice } from './choices.ts';
import { featureCount } from './features.ts';
import { farthest, type RankerParameters } from './ranker.ts';

export type Moments = Pick<RankerParameters, 'mean' | 'scale'>;

/**
 * Means and deviations of the features. A feature that is the same for all candidates of a choice decides nothing
 * there, so that choice does not count for it: otherwise a feature that is about few choices (what people begin with)
 * would lie far beyond `farthest` in them. A feature that is the same within every choice (the length of the history)
 * counts everywhere.
 */
export function momentsOf(choices: readonly Choice[]): Moments {
  const mean = new Float32Array(featureCount);
  const scale = new Float32Array(featureCount);
  if (choices.length === 0) return { mean, scale: scale.fill(1) };
  const everywhere = newSums();
  const deciding = newSums();
  const own = newSums();
  for (const { features } of choices) {
    for (const array of Object.values(own)) array.fill(0);
    addSums(own, features);
    for (let f = 0; f < featureCount; f++)
      for (const sums of own.differs[f] ? [everywhere, deciding] : [everywhere]) {
        sums.count[f]! += own.count[f]!;
        sums.sum[f]! += own.sum[f]!;
        sums.squares[f]! += own.squares[f]!;
      }
  }
  for (let f = 0; f < featureCount; f++) {
    const { count, sum, squares } = deciding.count[f]! > 0 ? deciding : everywhere;
    mean[f] = sum[f]! / count[f]!;
    const variance = squares[f]! / count[f]! - mean[f]! ** 2;
    // A feature that is the same everywhere (where the catalogue has no languages) says nothing.
    scale[f] = variance > 1e-8 ? 1 / Math.sqrt(variance) : 0;
  }
  return { mean, scale };
}

/** By feature: how many values there are, their sums and those of their squares, and whether they differ. */
function newSums() {
  return {
    count: new Int32Array(featureCount),
    sum: new Float64Array(featureCount),
    squares: new Float64Array(featureCount),
    differs: new Uint8Array(featureCount),
  };
}

/** Adds the candidates of one choice. */
function addSums({ count, sum, squares, differs }: ReturnType<typeof newSums>, features: Float32Array): void {
  for (let at = 0; at < features.length; at += featureCount)
    for (let f = 0; f < featureCount; f++) {
      const value = features[at + f]!;
      count[f]!++;
      sum[f]! += value;
      squares[f]! += value * value;
      if (value !== features[f]) differs[f] = 1;
    }
}

/** Writes the features of one course as deviations from their means. */
export function standardise(
  { mean, scale }: Moments,
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

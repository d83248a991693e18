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
  for (let f = 0; f < featureCount; f++) {
    const deciding = choices.filter(({ features }) => tellsApart(features, f));
    let [sum, squares, count] = [0, 0, 0];
    for (const { features } of deciding.length > 0 ? deciding : choices)
      for (let at = f; at < features.length; at += featureCount, count++) {
        sum += features[at]!;
        squares += features[at]! ** 2;
      }
    mean[f] = sum / count;
    const variance = squares / count - mean[f]! ** 2;
    // A feature that is the same everywhere (where the catalogue has no languages) says nothing.
    scale[f] = variance > 1e-8 ? 1 / Math.sqrt(variance) : 0;
  }
  return { mean, scale };
}

/** Whether a feature differs between candidates. */
function tellsApart(features: Float32Array, f: number): boolean {
  for (let at = f + featureCount; at < features.length; at += featureCount)
    if (features[at] !== features[f]) return true;
  return false;
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

import type { Check } from '../run-checks.ts';
import { kindsSeen } from '../seen-launches.ts';

/**
 * Where the tool was opened so far. A place where nobody has opened it is not known here.
 * @param words the products' names of the places, in words
 */
export const placementsCheck = (words: Readonly<Record<string, string>>): Check => ({
  title: 'Places it was opened from',
  async run({ institutionId }) {
    const seen = [...(await kindsSeen(institutionId))].flatMap((kind) => words[kind] ?? []);
    if (seen.length > 0) return { state: 'good', found: `Opened so far from ${seen.join(', ')}.` };
    return {
      state: 'unknown',
      found: 'Nobody has opened it from a course or a menu yet.',
      cure: 'Open it once in each place where students are to find it.',
    };
  },
});

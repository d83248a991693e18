import type { ComparisonResult } from '../../models/comparison.ts';
import { leastInArm } from './confidence-sequence.ts';

/** `early`: too few people for any statement. `open`: both may be as good. */
export type Verdict = 'early' | 'open' | 'better' | 'worse';

/** What is known of the compared model, beside the one that serves; never more than the interval says. */
export function verdictOf({ serving, compared, difference, halfWidth }: ComparisonResult): Verdict {
  if (Math.min(serving.counted, compared.counted) < leastInArm) return 'early';
  if (difference - halfWidth > 0) return 'better';
  return difference + halfWidth < 0 ? 'worse' : 'open';
}

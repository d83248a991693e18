import type { GradeBand } from '../../models/enrolment.ts';

/**
 * The band of a grade: below the pass mark `failed`, above it in thirds `passed`, `good`, `excellent`.
 * @param share of the best possible grade, 0 to 1
 * @param passShare the pass mark, where the source knows it
 */
export function toGradeBand(share: number, passShare = 0.5): GradeBand | undefined {
  if (!Number.isFinite(share)) return undefined;
  if (share < passShare) return 'failed';
  const third = (1 - passShare) / 3;
  if (share < passShare + third) return 'passed';
  return share < passShare + 2 * third ? 'good' : 'excellent';
}

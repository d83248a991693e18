import type { Institution } from '../../../models/institution.ts';
import { usualRetentionDays } from '../../privacy/forget-unseen.ts';

/** A hundred years. */
export const mostRetentionDays = 36_500;

export type RetentionProblem = 'days' | 'unsure';

/** How long people of an institution are kept after they were seen last, days. */
export function retentionOf({
  retentionDays = usualRetentionDays,
}: Pick<Institution, 'retentionDays'>): number {
  return retentionDays;
}

/**
 * Reads the form. A shorter time deletes people within a day, so it asks once.
 * @param before days as they are set
 */
export function readRetention(
  body: Readonly<Record<string, unknown>> | undefined,
  before: number,
): { days: number } | { problem: RetentionProblem; days: string } {
  const text = typeof body?.['days'] === 'string' ? body['days'].trim() : '';
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > mostRetentionDays) return { problem: 'days', days: text };
  if (days < before && body?.['sure'] !== 'yes') return { problem: 'unsure', days: text };
  return { days };
}

import type { SafeAnswer } from '../../../lti/safe-fetch/safe-fetch.ts';
import { readNumber } from '../../../values/read-number.ts';

/** Canvas books 50 for each request before its cost is known, and refuses a request when less than that remains. */
const enough = 150;
/** By default a quota of 600 is refilled by 10 a second. */
const perSecond = 10;
const longestMilliseconds = 30_000;

/**
 * Canvas throttles with "403 Forbidden (Rate Limit Exceeded)" as plain text, while a real refusal is JSON (Canvas:
 * "Throttling"). The number in the header decides nothing, because it may be above zero again when it is written.
 */
export function isThrottled({ status, json, headers }: SafeAnswer): boolean {
  if (status === 429 || status >= 500) return true;
  return status === 403 && json === undefined && headers['x-rate-limit-remaining'] !== undefined;
}

/** Milliseconds to wait before the next request, so that the quota is never used up. */
export function pauseAfter({ headers }: Pick<SafeAnswer, 'headers'>): number {
  const remaining = readNumber(headers['x-rate-limit-remaining']) ?? Number.NaN;
  if (!(remaining < enough)) return 0;
  return Math.min(((enough - remaining) / perSecond) * 1_000, longestMilliseconds);
}

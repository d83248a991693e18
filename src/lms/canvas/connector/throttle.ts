import type { SafeAnswer } from '../../../lti/safe-fetch/safe-fetch.ts';

/** A request is booked with 50 before it is known what it costs; below that Canvas refuses. */
const enough = 150;
/** By default a quota of 600 comes back at 10 a second. */
const perSecond = 10;
const longestMilliseconds = 30_000;

/**
 * "403 Forbidden (Rate Limit Exceeded)": plain text, where a real refusal is JSON (Canvas: "Throttling"). What remains may be
 * above nothing again by the time it is written into the header, so the number does not tell.
 */
export function isThrottled({ status, json, headers }: SafeAnswer): boolean {
  if (status === 429 || status >= 500) return true;
  return status === 403 && json === undefined && headers['x-rate-limit-remaining'] !== undefined;
}

/** How long to wait before the next request so that the quota is never used up, milliseconds. */
export function pauseAfter({ headers }: Pick<SafeAnswer, 'headers'>): number {
  const remaining = Number(headers['x-rate-limit-remaining'] ?? Number.NaN);
  if (!(remaining < enough)) return 0;
  return Math.min(((enough - remaining) / perSecond) * 1_000, longestMilliseconds);
}

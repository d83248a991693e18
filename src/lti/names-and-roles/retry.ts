/** A platform may ask for a longer wait than a run should take. The run then ends, and says when it may be tried again. */
export const longestWaitMilliseconds = 30_000;
const longestPause = 86_400_000;

/** Some platforms throttle with 403, others with 429. */
export function isBusy(status: number): boolean {
  return status === 403 || status === 429 || status >= 500;
}

/**
 * Whether what a busy status says may be about what was asked for: 503 and the like are (RFC 9110 §15.6), while 429 is about who
 * asks (RFC 6585 §4), as is a 403 that throttles.
 */
export function isOfAnswer(status: number): boolean {
  return status >= 500;
}

/**
 * How long to wait before the next attempt: what Retry-After asks (seconds or a date, RFC 9110 §10.2.3) and up to a
 * quarter more, else about 1, 2, 4 s. The random part keeps many runs from coming back at the same moment.
 * @param attempt from 1
 * @param now milliseconds since the epoch
 * @param random from 0 to 1
 * @returns milliseconds, at most a day
 */
export function waitMilliseconds(
  retryAfter: string | null,
  attempt: number,
  now = Date.now(),
  random = Math.random(),
): number {
  const asked = askedMilliseconds(retryAfter, now);
  if (asked === undefined) return 1000 * 2 ** (attempt - 1) * (0.5 + random);
  return Math.min(asked + Math.min(asked, 10_000) * 0.25 * random, longestPause);
}

function askedMilliseconds(retryAfter: string | null, now: number): number | undefined {
  const text = retryAfter?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Platforms refuse what was signed after "now" by their clock. Launches may differ from this clock by a minute either way; what
 * this tool signs says half a minute ago, so that a clock that is a little behind takes it.
 */
const backSeconds = 30;

/** `iat` of what this tool signs: seconds since the epoch. */
export function signingTime(now = Date.now()): number {
  return Math.floor(now / 1000) - backSeconds;
}

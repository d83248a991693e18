import type { Words } from '../words/words.ts';

/** A time as a page shows it: from now, and exactly for programs and for who hovers. */
export interface Moment {
  iso: string;
  /** "25 November 2026 at 16:02 UTC" */
  exact: string;
  /** "3 minutes ago", "in 2 hours", "now" */
  fromNow: string;
}

export function toMoment(at: Date, now: Date, words: Words): Moment {
  return { iso: at.toISOString(), exact: words.moment(at), fromNow: words.ago(at, now) };
}

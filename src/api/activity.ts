import type { Rating } from '../../models/event.ts';

/** What a message says that somebody did, in so far as it is of use here. Nothing else of a message goes further. */
export interface Deed {
  /** The sender's own id of it, where it has one. */
  id?: string;
  /** The LMS's id of the person: the `sub` of launches. */
  learner: string;
  /** Whose id `learner` is, where it is not that one (docs/decisions/0010-aliases.md). */
  idOf?: 'canvas';
  at: Date;
  did: Doing;
}

export type Doing =
  /** `object`: the address or id by which the sender knows the course. */
  | { verb: 'registered' | 'completed' | 'left' | 'opened'; object: string }
  | { verb: 'rated'; object: string; rating: Rating }
  | { verb: 'searched'; text: string };

/** What becomes of one message of a batch. */
export type Reading =
  | { deed: Deed }
  /** Well formed, and of no use here. */
  | { ignored: string }
  /** Not what the specification asks for: the sender has to correct it. */
  | { invalid: string };

const longestText = 60;

/** One line, as the panel's own search box takes it; undefined when there is nothing in it. */
export function searchText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = value
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return [...line].slice(0, longestText).join('').trim() || undefined;
}

/** @param share of the best possible rating, 0 to 1 */
export function ratingOf(share: number): Rating | undefined {
  if (!(share >= 0 && share <= 1)) return undefined;
  return (1 + Math.round(4 * share)) as Rating;
}

/** ISO 8601 with a time; undefined for anything else. */
export function timeOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

export function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

import type { Rating } from '../../models/event.ts';
import { normalised } from '../values/normalised.ts';

/** Something that somebody did, as a message tells it. Everything else in the message is dropped. */
export interface Activity {
  /** The sender's own id of it, where it has one. */
  id?: string;
  /** The LMS's id of the person: the `sub` of launches. */
  learner: string;
  /** Name of the source whose id `learner` is, where it is not the LMS's (docs/decisions/0010-aliases.md). */
  idFrom?: string;
  at: Date;
  action: Action;
}

export type Action =
  /** `object`: the address or id by which the sender knows the course. */
  | { verb: 'registered' | 'completed' | 'left' | 'opened'; object: string }
  | { verb: 'rated'; object: string; rating: Rating }
  | { verb: 'searched'; text: string };

/** A message of a batch as it was read. */
export type ReadMessage =
  | { activity: Activity }
  /** It is well formed and of no use here; why. */
  | { ignored: string }
  /** It breaks the specification, so the sender has to correct it; why. */
  | { invalid: string };

const longestText = 60;
/** Of a longer text the rest is not looked at. */
const mostLookedAt = 1_000;

/** One line, as the panel's own search box takes it; undefined when there is nothing in it. */
export function searchText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = normalised(value.slice(0, mostLookedAt), 'NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return [...line].slice(0, longestText).join('').trim() || undefined;
}

/** @param share of the best possible rating, 0 to 1 */
export function toRating(share: number): Rating | undefined {
  if (!(share >= 0 && share <= 1)) return undefined;
  return (1 + Math.round(4 * share)) as Rating;
}

/** ISO 8601 with a time; undefined for anything else. */
export function toTime(value: unknown): Date | undefined {
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

import type { Rating } from '../../models/event.ts';
import { readText } from '../values/read-text.ts';

/** Something that somebody did, as a message tells it. Everything else in the message is dropped. */
export interface Activity {
  /** The sender's own id of it, where it has one. */
  id?: string;
  /** The LMS's id of the person: the `sub` of launches. */
  learner: string;
  /** Whose id `learner` is, where the message says it. */
  home?: Home;
  /** Name of the source whose id `learner` is, where it is not the LMS's (docs/decisions/0010-aliases.md). */
  idFrom?: string;
  at: Date;
  action: Action;
}

/** The system in which a person has an id. Another system's number 41 is somebody else. */
export interface Home {
  address: string;
  /** Addresses of what the message comes from and tells of: an id of that system is good too. */
  near?: readonly string[];
}

export type Action =
  /** `object`: the address or id by which the sender knows the course. */
  | { verb: 'registered' | 'resumed' | 'completed' | 'left' | 'opened'; object: string }
  | { verb: 'rated'; object: string; rating: Rating }
  | { verb: 'searched'; text: string };

/** A message of a batch as it was read. */
export type ReadMessage =
  | { activity: Activity }
  /** It takes back the message with this id. */
  | { voids: string }
  /** It is well formed and of no use here; why. */
  | { ignored: string }
  /** It breaks the specification, so the sender has to correct it; why. */
  | { invalid: string };

/** Why a message is ignored whose person has an id such as "null" or "1.23457E+11" (`sheetFault`). */
export const idOfMany =
  'the person’s id is what a program or a spreadsheet has made of one, so many share it: let the sender send the LMS’s own';

const longestText = 60;
/** Longer than every address of a course. */
export const longestName = 2_000;

/** One line, as the panel's own search box takes it; undefined when there is nothing in it. */
export function searchText(value: unknown): string | undefined {
  return readText(value, longestText);
}

/** @param share of the best possible rating, 0 to 1 */
export function toRating(share: number): Rating | undefined {
  if (!(share >= 0 && share <= 1)) return undefined;
  return (1 + Math.round(4 * share)) as Rating;
}

/** `http://adlnet.gov/expapi/verbs/completed` → `completed`, `urn:example:user:21` → `21` */
export function lastPart(iri: string): string {
  let end = iri.length;
  while (iri[end - 1] === '/') end--;
  let start = end;
  while (start > 0 && !'/:=#'.includes(iri[start - 1] as string)) start--;
  return iri.slice(start, end);
}

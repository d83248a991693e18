import type { Dataset } from '../recommender/data/dataset.ts';
import type { Split, SplitOptions } from '../recommender/data/split.ts';
import { splitLast } from '../recommender/data/split-last.ts';
import { splitSession } from '../recommender/data/split-session.ts';
import { splitTerms } from '../recommender/data/split-term.ts';
import { splitTime } from '../recommender/data/split-time.ts';
import { termStarts } from '../recommender/data/terms.ts';

/**
 * Ways to hold out courses, by their names on the command line. Each gives parts, on each of which every model is
 * fitted and tested anew.
 */
export const splits = {
  last: (dataset, options) => [splitLast(dataset, options)],
  time: (dataset, options) => [splitTime(dataset, options)],
  session: (dataset, options) => [splitSession(dataset, options)],
  term: splitTerms,
} as const satisfies Readonly<Record<string, (dataset: Dataset, options: SplitOptions) => readonly Split[]>>;

export type SplitName = keyof typeof splits;

export function isSplit(text: string): text is SplitName {
  return Object.hasOwn(splits, text);
}

/** The split that says most about a data set: by term where it has terms. */
export function splitFor(dataset: Dataset): SplitName {
  return termStarts(dataset).length > 0 ? 'term' : 'last';
}

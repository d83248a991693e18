import type { Dataset } from '../recommender/data/dataset.ts';
import type { Split, SplitOptions } from '../recommender/data/split.ts';
import { splitLast } from '../recommender/data/split-last.ts';
import { splitTime } from '../recommender/data/split-time.ts';

/** Ways to hold out courses, by their names on the command line. */
export const splits = { last: splitLast, time: splitTime } as const satisfies Readonly<
  Record<string, (dataset: Dataset, options: SplitOptions) => Split>
>;

export type SplitName = keyof typeof splits;

export function isSplit(text: string): text is SplitName {
  return Object.hasOwn(splits, text);
}

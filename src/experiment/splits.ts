import type { Dataset } from '../recommender/dataset.ts';
import type { Split, SplitOptions } from '../recommender/evaluation/split.ts';
import { splitLast } from '../recommender/evaluation/split-last.ts';
import { splitTime } from '../recommender/evaluation/split-time.ts';

/** Ways to hold out, by the names of the command. */
export const splits = { last: splitLast, time: splitTime } as const satisfies Readonly<
  Record<string, (dataset: Dataset, options: SplitOptions) => Split>
>;

export type SplitName = keyof typeof splits;

export function isSplit(text: string): text is SplitName {
  return Object.hasOwn(splits, text);
}

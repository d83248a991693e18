import type { TrainedFigures } from '../../counts/trained.ts';
import type { Words } from '../../words/words.ts';
import { ndcgWords } from './ndcg-words.ts';

/** A figure with its interval, on a scale from 0 to the largest of all. Pixels of a picture `rangeWidth` wide. */
export interface Range {
  name: string;
  ndcg: string;
  interval: string;
  at: number;
  /** Undefined where no interval is stored. */
  from: number | undefined;
  to: number | undefined;
  isOwn: boolean;
}

export const rangeWidth = 240;
const margin = 6;

/** @param models the first is the one that the page is about; popularity is that of the first */
export function rangesOf(
  models: readonly (Pick<TrainedFigures, 'model' | 'popularity' | 'intervals'> & {
    name: 'this' | 'before' | 'serving';
  })[],
  words: Words,
): Range[] {
  const [own] = models;
  if (!own) return [];
  const figures = [
    ...models.map(({ name, model, intervals }) => ({ name, value: model, interval: intervals?.model })),
    { name: 'popular' as const, value: own.popularity, interval: own.intervals?.popularity },
  ];
  const most = Math.max(1e-9, ...figures.flatMap(({ value, interval }) => [value, interval?.[1] ?? 0]));
  const x = (value: number) => Math.round(margin + (value / most) * (rangeWidth - 2 * margin));
  return figures.map(({ name, value, interval }, i) => ({
    name: words.say(`administration.models.row.${name}`),
    ndcg: ndcgWords(value, words),
    interval: interval ? `${ndcgWords(interval[0], words)}–${ndcgWords(interval[1], words)}` : '–',
    ...{ at: x(value), from: interval && x(interval[0]), to: interval && x(interval[1]), isOwn: i === 0 },
  }));
}

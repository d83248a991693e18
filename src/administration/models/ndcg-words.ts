import type { Words } from '../../words/words.ts';

/** "0.392" */
export function ndcgWords(value: number, words: Words): string {
  return words.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
}

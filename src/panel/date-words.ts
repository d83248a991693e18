import type { Words } from './english.ts';

/** `3 March 2026` */
export function dateWords(date: Date, words: Words): string {
  return new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

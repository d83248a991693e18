import type { Words } from '../words/words.ts';

/** Titles of courses as a list amid a sentence, in the quotes that the reader's language puts titles in. */
export function titleList(titles: readonly string[], words: Words): string {
  return words.list(titles.map((course) => words.say('panel.titleOf', { course })));
}

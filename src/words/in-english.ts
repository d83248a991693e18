import type { Sentences } from '../messages/message.ts';
import { wordsFor } from './words.ts';

/** What logs, commands and messages of errors say: they are in English for everybody. */
export function inEnglish(sentences: Sentences): string {
  return wordsFor().tell(sentences);
}

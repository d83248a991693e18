import type { Request } from 'express';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { spanish } from './spanish.ts';
import type { RegistrationWords } from './words.ts';

/** The first one is shown to people whose browser asks for none of these languages. */
export const allWords: readonly RegistrationWords[] = [english, german, spanish, french];

/** Platforms do not name their language at registration, so the administrator's browser decides. */
export function wordsFor(req: Request): RegistrationWords {
  const language = req.acceptsLanguages(allWords.map((words) => words.language));
  return allWords.find((words) => words.language === language) ?? english;
}

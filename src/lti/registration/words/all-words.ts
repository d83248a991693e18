import type { Request } from 'express';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { spanish } from './spanish.ts';
import type { RegistrationWords } from './words.ts';

/** The first is for whoever reads none of them. */
export const allWords: readonly RegistrationWords[] = [english, german, spanish, french];

/** Platforms do not say their language at registration; the administrator's browser does. */
export function wordsFor(req: Request): RegistrationWords {
  const language = req.acceptsLanguages(allWords.map((words) => words.language));
  return allWords.find((words) => words.language === language) ?? english;
}

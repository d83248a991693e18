import { arabic } from './arabic.ts';
import { chinese } from './chinese.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { spanish } from './spanish.ts';
import type { TranslatedCourses } from './translated-courses.ts';

/** By BCP 47 tag: some courses of all subjects, the same ones in each language. */
export const translations: Readonly<Record<string, TranslatedCourses>> = {
  ar: arabic,
  de: german,
  es: spanish,
  fr: french,
  zh: chinese,
};

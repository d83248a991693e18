import { startOf } from '../../models/sections.ts';
import type { CatalogueCourse } from './catalogue.ts';
import { categoriesIn, wordsIn } from './course-words.ts';

/** What readers are shown of a course. */
export interface ShownCourse {
  key: string;
  /** What people call it: `BIO101`. */
  code?: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language?: string;
  categories: string[];
  /** Its first category as the catalogue writes it, in whatever language: `Institution.subjects` has it. */
  subject?: string;
  /** BCP 47 tag of the language that it is taught in, as far as it is known. */
  taughtIn?: string;
  /** Name of its term. */
  termName?: string;
  level?: string;
  /** In the institution's own unit. */
  credits?: number;
  url?: string;
}

/** @param locale BCP 47 tag of the reader's language */
export function shownCourse(course: CatalogueCourse, locale: string | undefined): ShownCourse {
  const { key, code, level, credits, url, term } = course;
  const [subject] = course.categories;
  const { title, language } = wordsIn(course, locale);
  // One after the other: a literal of many spreads takes twenty times as long, and a page shows dozens of courses.
  const shown: ShownCourse = { key, title, categories: categoriesIn(course, locale) };
  if (code) shown.code = code;
  if (subject) shown.subject = subject;
  if (course.language) shown.taughtIn = course.language;
  if (term) shown.termName = term.name;
  if (language) shown.language = language;
  if (level) shown.level = level;
  if (credits !== undefined) shown.credits = credits;
  if (url) shown.url = url;
  return shown;
}

/** When its teaching begins, where that is later than now. */
export function startToCome(course: Pick<CatalogueCourse, 'startsAt' | 'term'>, now: Date): Date | undefined {
  const start = startOf(course);
  return start && start > now ? start : undefined;
}

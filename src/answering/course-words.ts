import type { Course } from '../../models/course.ts';
import { closestTag } from '../values/closest-tag.ts';

/** A course's texts in one language. */
export interface CourseWords {
  title: string;
  description?: string | undefined;
  /** BCP 47 tag of the title's language; undefined: not known. */
  language?: string | undefined;
  /** The same of the description's. */
  descriptionLanguage?: string | undefined;
}

/** A course as it is named to a reader. */
export interface CourseName {
  key: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language?: string;
}

type Texts = Pick<Course, 'title' | 'translations' | 'language'> & { description?: string };

/**
 * A course's texts in the reader's language, as far as they are written in it, otherwise its own. A reader of `de-AT` is given
 * `de-AT`, else `de`, else any other German.
 * @param locale BCP 47 tag; Moodle's `de_at` is understood too
 */
export function wordsIn(course: Texts, locale: string | undefined): CourseWords {
  const { title, description, translations, language } = course;
  const translation = translationFor(course, locale);
  const own = translations ? undefined : tagOf(language);
  if (!translation) return { title, description, language: own, descriptionLanguage: own };
  const { tag, translated } = translation;
  return {
    title: translated.title ?? title,
    description: translated.description ?? description,
    language: translated.title !== undefined ? tag : own,
    descriptionLanguage: translated.description !== undefined ? tag : own,
  };
}

/** The title alone: an answer compares dozens. @param locale BCP 47 tag of the reader's language */
export function titleIn(course: Pick<Texts, 'title' | 'translations'>, locale: string | undefined): string {
  return translationFor(course, locale)?.translated.title ?? course.title;
}

/** @param locale BCP 47 tag of the reader's language */
export function nameOfCourse(
  course: Omit<Texts, 'description'> & { key: string },
  locale: string | undefined,
): CourseName {
  const { title, language } = wordsIn(course, locale);
  return { key: course.key, title, ...(language && { language }) };
}

/** A course's categories in the reader's language, as far as they are written in it, in the course's own order. */
export function categoriesIn(
  course: Pick<Course, 'categories' | 'translations'>,
  locale: string | undefined,
): string[] {
  const translated = translationFor(course, locale)?.translated.categories;
  if (!translated) return [...course.categories];
  return course.categories.map((category, i) => translated[i] ?? category);
}

function translationFor({ translations }: Pick<Course, 'translations'>, locale: string | undefined) {
  if (locale === undefined || !translations) return undefined;
  const tag = closestTag(Object.keys(translations), locale);
  const translated = tag === undefined ? undefined : translations[tag];
  return translated && { tag, translated };
}

/** Imports may hold anything, and a page must not state a language that is none. */
function tagOf(language: string | undefined): string | undefined {
  return language !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(language) ? language : undefined;
}

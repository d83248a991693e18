import type { Translation, Translations } from '../../models/course.ts';
import { languagesOf } from './html/multilang.ts';
import { languageTag } from './language-tag.ts';
import { plainText } from './plain-text.ts';

/** A text in more languages is a mistake or an attack: each is a pass over it. */
const mostLanguages = 12;

export interface CourseTexts {
  title: string;
  /** Absent where none was given. */
  description?: string;
  /** Absent where none were given. */
  categories?: string[];
  /** Null: each text is in one language. */
  translations: Translations | null;
}

/**
 * A course's title, description and categories as plain text: in the language that comes first, and in every language that they
 * are written in, that one among them. Categories without a text are left out. The time is proportional to the length.
 */
export function textsOf(title: string, description?: string, categories?: readonly string[]): CourseTexts {
  const named = categories?.filter((category) => plainText(category) !== '');
  const packs = new Set([title, description ?? '', ...(named ?? [])].flatMap(languagesOf));
  const translations: Record<string, Translation> = {};
  for (const pack of [...packs].slice(0, mostLanguages)) {
    const tag = languageTag(pack);
    if (tag === undefined || tag in translations) continue;
    const texts: Translation = {
      ...(isInSeveral(title) && { title: plainText(title, pack) }),
      ...(description !== undefined &&
        isInSeveral(description) && { description: plainText(description, pack) }),
      ...(named?.some(isInSeveral) && {
        categories: named.map((category) => plainText(category, pack) || plainText(category)),
      }),
    };
    if (Object.values(texts).some((text) => text.length > 0)) translations[tag] = texts;
  }
  return {
    title: plainText(title),
    ...(description !== undefined && { description: plainText(description) }),
    ...(named && { categories: named.map((category) => plainText(category)) }),
    translations: Object.keys(translations).length > 1 ? translations : null,
  };
}

function isInSeveral(text: string): boolean {
  return languagesOf(text).length > 1;
}

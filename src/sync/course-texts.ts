import type { Translations } from '../../models/course.ts';
import { languagesOf } from './html/multilang.ts';
import { languageTag } from './language-tag.ts';
import { plainText } from './plain-text.ts';

/** A text in more languages is a mistake or an attack: each is a pass over it. */
const mostLanguages = 12;

export interface CourseTexts {
  title: string;
  /** Absent where none was given. */
  description?: string;
  /** Null: each text is in one language. */
  translations: Translations | null;
}

/**
 * A course's title and description as plain text: in the language that comes first, and in every language that they are written
 * in, that one among them. The time is proportional to the length.
 */
export function textsOf(title: string, description?: string): CourseTexts {
  const packs = new Set([...languagesOf(title), ...languagesOf(description ?? '')]);
  const translations: Record<string, { title?: string; description?: string }> = {};
  for (const pack of [...packs].slice(0, mostLanguages)) {
    const tag = languageTag(pack);
    if (tag === undefined || tag in translations) continue;
    const texts = {
      ...(languagesOf(title).length > 1 && { title: plainText(title, pack) }),
      ...(description !== undefined &&
        languagesOf(description).length > 1 && { description: plainText(description, pack) }),
    };
    if (Object.values(texts).some((text) => text !== '')) translations[tag] = texts;
  }
  return {
    title: plainText(title),
    ...(description !== undefined && { description: plainText(description) }),
    translations: Object.keys(translations).length > 1 ? translations : null,
  };
}

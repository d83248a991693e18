import { closestTag, readTag, scriptOf } from '../values/closest-tag.ts';
import { remembered } from './remembered.ts';

/**
 * Every language that the pages are written in: its tag, which is the name of its file in `views/words`, and whose way of
 * writing dates and numbers its readers get who name no region. English comes first: where a message is missing, it speaks.
 */
export const languages = [
  { tag: 'en', formats: 'en-GB' },
  { tag: 'de', formats: 'de' },
  { tag: 'es', formats: 'es' },
  { tag: 'fr', formats: 'fr' },
  { tag: 'ar', formats: 'ar' },
  { tag: 'zh-Hans', formats: 'zh-Hans' },
] as const;

export type LanguageTag = (typeof languages)[number]['tag'];
export type Direction = 'ltr' | 'rtl';

/** Scripts that are written from right to left and in which a language of today is written (Unicode 16, ISO 15924). */
const rightToLeft: ReadonlySet<string | undefined> = new Set([
  ...['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa', 'Yezi'],
]);

/** A language, and the locale of its dates and numbers. */
export interface PageLocale {
  tag: LanguageTag;
  formats: string;
}

/**
 * The language to show to a reader.
 * @param wanted tags of the languages that the reader wants, the best first: of a launch, or of a browser
 * @returns English where none of them is there
 */
export function findLocale(wanted: readonly string[]): PageLocale {
  const tags = languages.map(({ tag }) => tag);
  for (const locale of wanted) {
    const tag = closestTag(tags, locale);
    const found = languages.find((language) => language.tag === tag);
    if (found) return { tag: found.tag, formats: regionalFormats(locale, found.tag) ?? found.formats };
  }
  return languages[0];
}

/** The way of a region, where the locale names one that is known: there are some hundred, whatever a launch says. */
function regionalFormats(wanted: string, tag: LanguageTag): string | undefined {
  const { region } = readTag(wanted) ?? {};
  return region !== undefined && isKnown(`${tag}-${region}`) ? `${tag}-${region}` : undefined;
}

const isKnown = remembered(
  (locale: string) => new Intl.NumberFormat(locale).resolvedOptions().locale === locale,
);

/** Which way a language is written. */
export function directionOf(tag: string): Direction {
  return rightToLeft.has(scriptOf(tag)) ? 'rtl' : 'ltr';
}

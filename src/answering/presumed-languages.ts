import { splitWords } from '../recommender/text/words/split-words.ts';
import { readTag } from '../values/closest-tag.ts';
import { type Catalogue, type CatalogueCourse, isConcealed } from './catalogue.ts';
import type { LearnerState } from './learner-state.ts';

/** A language that so many of the courses are taught in is one that people here follow. */
const mainShare = 0.1;

/**
 * The languages in which somebody can follow a course, as far as it shows: that of their LMS, those that they have or have had, or keep
 * for later, courses in, those that such a course names in its title (*Spanish in Conversation*), and the main ones of the institution.
 * It is a guess, for who has picked none.
 * @returns BCP 47 tags; empty where nothing is known of any language
 */
export function presumedLanguages(
  { taken, saved }: Pick<LearnerState, 'taken' | 'saved'>,
  catalogue: Catalogue,
  locale: string | undefined,
): string[] {
  const { main, named } = languagesOf(catalogue);
  if (main.length === 0) return [];
  const own = [...taken, ...saved].flatMap((key) => {
    const course = catalogue.courses.get(key);
    return course ? [...(course.language ? [course.language] : []), ...named(course)] : [];
  });
  return [...new Set([...(locale === undefined ? [] : [locale]), ...own, ...main])];
}

interface TaughtLanguages {
  main: string[];
  /** The languages taught in here that the title of a course names, in the language that it is written in. */
  named(course: CatalogueCourse): string[];
}

const known = new WeakMap<Catalogue, TaughtLanguages>();

function languagesOf(catalogue: Catalogue): TaughtLanguages {
  const before = known.get(catalogue);
  if (before) return before;
  const counts = new Map<string, number>();
  let all = 0;
  for (const course of catalogue.courses.values()) {
    const { language, removedAt } = course;
    if (language === undefined || removedAt || isConcealed(course)) continue;
    counts.set(language, (counts.get(language) ?? 0) + 1);
    all++;
  }
  const names = new Map<string, ReadonlyMap<string, string>>();
  const namesIn = (tag: string) => {
    const found = names.get(tag) ?? languageNames([...counts.keys()], tag);
    names.set(tag, found);
    return found;
  };
  const languages: TaughtLanguages = {
    main: [...counts].filter(([, count]) => count >= mainShare * all).map(([tag]) => tag),
    named: ({ title, language = 'en' }) =>
      splitWords(title).flatMap(({ text }) => namesIn(language).get(text) ?? []),
  };
  known.set(catalogue, languages);
  return languages;
}

/** What languages are called in one of them, in small letters, with their tags. */
function languageNames(tags: readonly string[], inTag: string): ReadonlyMap<string, string> {
  const reader = readTag(inTag)?.language;
  if (reader === undefined) return new Map();
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  return new Map(
    tags.flatMap((tag) => {
      const language = readTag(tag)?.language;
      const name = language === undefined ? undefined : names.of(language);
      return name === undefined ? [] : [[name.toLowerCase(), tag] as const];
    }),
  );
}

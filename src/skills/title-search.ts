import { termsOf } from '../recommender/text/terms.ts';
import { languageCode } from '../taxonomy/reading-language.ts';
import type { LinkedCourse } from './linked-course.ts';
import type { SkillHit, SkillSearch } from './skill-search.ts';

/** A name makes up so much of a title, or the description says it too. Else it may stand there by the way. */
const titleShare = 1 / 3;
/** What is said later of a course says less of its subject. */
const mostCharacters = 8_000;

interface Title {
  terms: readonly string[];
  course: number;
}

/** Titles and stated skills by each of their terms. */
type Titles = ReadonlyMap<string, readonly Title[]>;

/**
 * Courses whose title, or a skill that a source states, holds a name as a phrase: all its words, side by side and in their order.
 * Nothing else claims that a course teaches something. Only courses in the language of the name are searched, and those whose
 * language nobody knows.
 */
export function titleSearch(courses: readonly LinkedCourse[]): SkillSearch {
  const byLanguage = new Map<string, Titles>();
  return (text, language) => {
    const titles = byLanguage.get(language) ?? readTitles(courses, language);
    byLanguage.set(language, titles);
    const wanted = termsOf(text, language);
    const hits = new Map<number, SkillHit>();
    for (const { terms, course } of titles.get(wanted[0] ?? '') ?? []) {
      if (hits.has(course) || !holdsPhrase(terms, wanted)) continue;
      const { description } = courses[course] as LinkedCourse;
      const says = () => holdsPhrase(termsOf(description.slice(0, mostCharacters), language), wanted);
      if (wanted.length >= titleShare * terms.length || says())
        hits.set(course, { course, strength: 'teaches' });
    }
    return [...hits.values()];
  };
}

function readTitles(courses: readonly LinkedCourse[], language: string): Titles {
  const titles = new Map<string, Title[]>();
  for (const [course, { title, skills = [], language: own }] of courses.entries()) {
    if (own !== undefined && languageCode(own) !== language) continue;
    for (const text of [title, ...skills]) {
      const terms = termsOf(text, language);
      for (const term of new Set(terms)) push(titles, term, { terms, course });
    }
  }
  return titles;
}

function holdsPhrase(terms: readonly string[], wanted: readonly string[]): boolean {
  return terms.some((_, from) => wanted.every((term, i) => terms[from + i] === term));
}

function push(titles: Map<string, Title[]>, term: string, title: Title): void {
  const known = titles.get(term);
  if (known) known.push(title);
  else titles.set(term, [title]);
}

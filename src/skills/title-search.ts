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

/**
 * Courses whose title, or a skill that a source states, holds a name as a phrase: all its words, side by side and in their order.
 * Nothing else claims that a course teaches something. Only courses in the language of the name are searched, and those whose
 * language nobody knows.
 */
export function titleSearch(courses: readonly LinkedCourse[]): SkillSearch {
  const byTerm = new Map<string, Title[]>();
  for (const [course, { title, skills = [], language }] of courses.entries())
    for (const text of [title, ...skills]) {
      const terms = termsOf(text, languageCode(language));
      for (const term of new Set(terms)) {
        const titles = byTerm.get(term) ?? [];
        titles.push({ terms, course });
        byTerm.set(term, titles);
      }
    }
  return (text, language) => {
    const wanted = termsOf(text, language);
    const [first] = wanted;
    if (first === undefined) return [];
    const hits = new Map<number, SkillHit>();
    for (const { terms, course } of byTerm.get(first) ?? []) {
      const found = courses[course] as LinkedCourse;
      if (found.language !== undefined && languageCode(found.language) !== language) continue;
      if (hits.has(course) || !holdsPhrase(terms, wanted)) continue;
      if (wanted.length >= titleShare * terms.length || describes(found, wanted))
        hits.set(course, { course, strength: 'teaches' });
    }
    return [...hits.values()];
  };
}

function holdsPhrase(terms: readonly string[], wanted: readonly string[]): boolean {
  return terms.some((_, from) => wanted.every((term, i) => terms[from + i] === term));
}

function describes({ description, language }: LinkedCourse, wanted: readonly string[]): boolean {
  return holdsPhrase(termsOf(description.slice(0, mostCharacters), languageCode(language)), wanted);
}

import { judge } from '../recommender/text/search/claim.ts';
import { claimable, type Query, readQuery } from '../recommender/text/search/query.ts';
import { type PartScores, releaseParts, scoreParts } from '../recommender/text/search/score-parts.ts';
import { buildTextIndex, type TextIndex } from '../recommender/text/search/text-index.ts';
import { languageCode } from '../taxonomy/reading-language.ts';
import type { LinkedCourse } from './linked-course.ts';
import type { SkillHit, SkillSearch } from './skill-search.ts';

/**
 * The panel's search (`search.ts`), for names of skills: the same words, other names and claims. A name is no question, so words that
 * the search passes over in one ("lesson", "course") have to be met too. What cannot be claimed is not looked at: a taxonomy has a
 * hundred thousand names, and most of them stand in no course. Only courses in the language of the name count, and those whose
 * language nobody knows: "Analysis" is calculus in German alone.
 */
export function textSearch(courses: readonly LinkedCourse[]): SkillSearch {
  const index = buildTextIndex(courses);
  const isReadable = (course: number, language: string) => {
    const own = courses[course]?.language;
    return own === undefined || languageCode(own) === language;
  };
  return (text, language) => {
    const query = asName(readQuery(index, text, language));
    if (query.parts.length === 0 || !query.parts.every(mayBeClaimed)) return [];
    const parts = scoreParts(index, query);
    const isNamed = namesAny(index, query);
    const hits = heldByAll(parts)
      .filter((course) => isReadable(course, language))
      .map((course) => {
        const strength = isNamed(course) ? judge(index, course, parts) : ('related' as const);
        return { course, strength, score: scoreOf(course, parts) };
      })
      .sort((a, b) => b.score - a.score || a.course - b.course)
      .map(({ course, strength }): SkillHit => ({ course, strength }));
    releaseParts(index, parts);
    return hits;
  };
}

function asName({ language, parts }: Query): Query {
  return { language, parts: parts.map((part) => ({ ...part, isOptional: false })) };
}

function mayBeClaimed({ alternatives, courses }: Query['parts'][number]): boolean {
  return courses.length > 0 || alternatives.some(({ kind }) => claimable.has(kind));
}

/** Courses that hold every part in a way that may be claimed. */
function heldByAll(parts: readonly PartScores[]): number[] {
  const [fewest] = [...parts].sort((a, b) => a.courses.length - b.courses.length);
  return (fewest?.courses ?? []).filter((course) => parts.every(({ claimable: held }) => held[course] === 1));
}

/**
 * Whether a course's title, code or stated skills hold any word of a name. Without one it is not said to teach it, and looking
 * through long descriptions side by side would take most of the time.
 */
function namesAny(index: TextIndex, { parts }: Query): (course: number) => boolean {
  const claims = parts.flatMap((part) => part.alternatives.filter(({ kind }) => claimable.has(kind)));
  const wanted = new Set(claims.flatMap(({ words }) => words.flat()));
  const coded = new Set(parts.flatMap(({ courses }) => courses.map(({ course }) => course)));
  const isWanted = (term: number) =>
    wanted.has(term) || index.parts.get(term)?.some((part) => wanted.has(part)) === true;
  return (course) =>
    coded.has(course) ||
    (index.fieldTerms[course] ?? []).some(
      ({ field, terms }) => field !== 'description' && field !== 'category' && terms.some(isWanted),
    );
}

function scoreOf(course: number, parts: readonly PartScores[]): number {
  return parts.reduce((sum, { rarity, scores }) => sum + rarity * scores[course]!, 0);
}

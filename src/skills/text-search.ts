import { judge } from '../recommender/text/search/claim.ts';
import { claimable, type Query, readQuery } from '../recommender/text/search/query.ts';
import { type PartScores, releaseParts, scoreParts } from '../recommender/text/search/score-parts.ts';
import { buildTextIndex } from '../recommender/text/search/text-index.ts';
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
    const hits = heldByAll(parts)
      .filter((course) => isReadable(course, language))
      .map((course) => ({ course, strength: judge(index, course, parts), score: scoreOf(course, parts) }))
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

function scoreOf(course: number, parts: readonly PartScores[]): number {
  return parts.reduce((sum, { rarity, scores }) => sum + rarity * scores[course]!, 0);
}

import { topCourses } from '../recommender/data/top-courses.ts';
import {
  type GainBeside,
  maximalMarginalRelevance,
  type Similarity,
} from '../recommender/rerank/maximal-marginal-relevance.ts';
import type { CatalogueCourse } from './catalogue.ts';
import type { Eligibility } from './eligibility.ts';
import type { ScoredCourses } from './scored-courses.ts';

/**
 * How much relevance counts against being unlike what is already in the answer: the lowest λ of those measured that costs no data set
 * much more than 1 % of the NDCG@10 of the scores alone (`npm run benchmark -- diversity`, docs/recommender.md).
 */
export const diversityLambda = 0.9;
/** An answer is chosen from so many of the best courses, and again as many for every 25 that the learner has hidden. */
export const poolSize = 50;
const hiddenInPool = 25;
/** Of the courses that a learner has hidden, the best count as chosen; who hides hundreds by a script makes others wait. */
const mostHidden = 100;

/** The best courses that may be recommended, by their rows, best first. */
export interface Pool {
  rows: number[];
  /**
   * Those of them that the learner has hidden. They are chosen like all others and only then left out: so hiding one
   * moves none of those that stay, and a subject of which much was hidden counts as seen.
   */
  hidden: ReadonlySet<number>;
}

/**
 * The best courses that suit and are eligible, one section of each.
 * @param courses by row; undefined for a course that has left the catalogue since the training: it is no candidate
 * @param count of courses that the answer is to hold
 * @param hiddenCount how many courses the learner has hidden
 */
export function eligiblePool(
  scored: ScoredCourses,
  courses: readonly (CatalogueCourse | undefined)[],
  checkEligibility: Eligibility,
  count: number,
  hiddenCount: number,
): Pool {
  const hidden = new Set<number>();
  const isCandidate = (row: number) => {
    const course = courses[row];
    if (course === undefined || !scored.suits(row, course)) return false;
    const exclusions = checkEligibility(course);
    const isHiddenAlone = exclusions.length === 1 && exclusions[0]?.reason === 'dismissed';
    if (isHiddenAlone && hidden.size < mostHidden) hidden.add(row);
    return exclusions.length === 0 || hidden.has(row);
  };
  const size = Math.max(count, poolSize) * (1 + Math.floor(Math.min(hiddenCount, mostHidden) / hiddenInPool));
  return { rows: bestSections(bestCandidates(scored.scores, size, isCandidate), courses), hidden };
}

/**
 * The pool in the order in which it is recommended, without what is hidden: first the courses that make a basket, unlike
 * each other in words, and none that people take instead of another of them.
 */
export function diversified(pool: Pool, scored: ScoredCourses, count: number): number[] {
  const { rows, hidden } = pool;
  const chosen = chosenRows(pool, scored, count);
  const ordered: number[] = [];
  for (const row of chosen) if (!hidden.has(row)) ordered.push(row);
  for (const row of rows) if (!hidden.has(row) && !chosen.includes(row)) ordered.push(row);
  return ordered;
}

/** The courses of the pool that make the basket, those that are hidden among them, in the order in which they are chosen. */
export function chosenRows({ rows, hidden }: Pool, scored: ScoredCourses, count: number): readonly number[] {
  const wanted = hidden.size === 0 ? count : count + rows.filter((row) => hidden.has(row)).length;
  return scored.similarity ? basket(rows, scored.scores, wanted, scored.similarity, scored) : rows;
}

/** Courses for the next term: diverse, and none that clashes with another. @param rows the best, best first */
export function basket(
  rows: readonly number[],
  scores: Float32Array,
  count: number,
  similarity: Similarity,
  { clash }: Pick<ScoredCourses, 'clash'>,
): number[] {
  const gainBeside: GainBeside | undefined =
    clash && ((row, other) => (clash(row, other) ? Number.NEGATIVE_INFINITY : 0));
  return maximalMarginalRelevance(rows, scores, count, diversityLambda, similarity, gainBeside);
}

/**
 * The `count` best courses of those that are candidates, best first. Most of the best courses are candidates: it is
 * cheaper to look at a few courses that are not than to ask about every course on the way.
 */
function bestCandidates(
  scores: Float32Array,
  count: number,
  isCandidate: (row: number) => boolean,
): number[] {
  const candidates: number[] = [];
  let asked = 0;
  for (let size = 2 * count; ; size *= 4) {
    const best = topCourses(scores, size);
    // The first ones are those of the round before.
    for (; asked < best.length && candidates.length < count; asked++)
      if (isCandidate(best[asked]!)) candidates.push(best[asked]!);
    if (candidates.length === count || best.length < size) return candidates;
  }
}

/** The best section of each course. */
function bestSections(rows: readonly number[], courses: readonly (CatalogueCourse | undefined)[]): number[] {
  const groups = new Set<string>();
  return rows.filter((row) => {
    const group = courses[row]?.group;
    if (group === undefined) return true;
    const isFirst = !groups.has(group);
    groups.add(group);
    return isFirst;
  });
}

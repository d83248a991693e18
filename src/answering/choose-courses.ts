import { topCourses } from '../recommender/data/top-courses.ts';
import {
  type GainBeside,
  maximalMarginalRelevance,
  type Similarity,
} from '../recommender/rerank/maximal-marginal-relevance.ts';
import type { CatalogueCourse } from './catalogue.ts';
import type { Eligibility } from './eligibility.ts';
import { sooner } from './next-section.ts';
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
  /** The section that is recommended of one of the rows. */
  sectionOf(row: number): CatalogueCourse;
  /**
   * Those of them that the learner has hidden. They are chosen like all others and only then left out: so hiding one
   * moves none of those that stay, and a subject of which much was hidden counts as seen.
   */
  hidden: ReadonlySet<number>;
}

type RankedPool = Pick<Pool, 'rows' | 'hidden'>;

/** Which courses may be in a pool. */
export interface PoolRules {
  checkEligibility: Eligibility;
  /** Whether a section is one that somebody wants to see; absent: any. */
  isWanted?: ((course: CatalogueCourse) => boolean) | undefined;
  /** How many courses the learner has hidden. */
  hiddenCount: number;
  now: Date;
}

/**
 * The best courses that suit and are eligible, of each the section that the learner can begin next. Who has hidden a section has
 * hidden the course.
 * @param count of courses that the answer is to hold
 */
export function eligiblePool(
  scored: ScoredCourses,
  { checkEligibility, isWanted, hiddenCount, now }: PoolRules,
  count: number,
): Pool {
  const hidden = new Set<number>();
  /** Of the courses that have several. */
  const chosen = new Map<number, CatalogueCourse>();
  const isCandidate = (row: number) => {
    const sections = scored.sections[row]!;
    let next: CatalogueCourse | undefined;
    for (const section of sections) {
      if ((isWanted && !isWanted(section)) || !scored.suits(row, section)) continue;
      const exclusions = checkEligibility(section);
      if (exclusions.length === 0) next = sooner(next, section, now);
      else if (exclusions.length === 1 && exclusions[0]!.reason === 'dismissed') {
        if (hidden.size === mostHidden) return false;
        hidden.add(row);
        next = section;
        break;
      }
    }
    if (next && sections.length > 1) chosen.set(row, next);
    return next !== undefined;
  };
  const size = Math.max(count, poolSize) * (1 + Math.floor(Math.min(hiddenCount, mostHidden) / hiddenInPool));
  return {
    rows: bestCandidates(scored.scores, size, isCandidate),
    sectionOf: (row) => chosen.get(row) ?? scored.sections[row]![0]!,
    hidden,
  };
}

/**
 * The pool in the order in which it is recommended, without what is hidden: first the courses that make a basket, unlike
 * each other in words, and none that people take instead of another of them.
 */
export function diversified(pool: RankedPool, scored: ScoredCourses, count: number): number[] {
  const { rows, hidden } = pool;
  const chosen = chosenRows(pool, scored, count);
  const ordered: number[] = [];
  for (const row of chosen) if (!hidden.has(row)) ordered.push(row);
  for (const row of rows) if (!hidden.has(row) && !chosen.includes(row)) ordered.push(row);
  return ordered;
}

/** The courses of the pool that make the basket, those that are hidden among them, in the order in which they are chosen. */
export function chosenRows(
  { rows, hidden }: RankedPool,
  scored: ScoredCourses,
  count: number,
): readonly number[] {
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

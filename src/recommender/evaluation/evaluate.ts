import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import type { LearnerScorer } from '../data/scorer.ts';
import type { TestCase } from '../data/split.ts';
import { topCourses } from '../data/top-courses.ts';
import {
  meanMetrics,
  ndcgAt10,
  qualityOf,
  type RankingMetrics,
  type RankingQuality,
  ranksOf,
  setAside,
} from './metrics.ts';

export interface Evaluation extends RankingMetrics {
  /** Share of the catalogue that is in somebody's first ten. */
  coverageAt10: number;
  /** Mean place by popularity of the first ten, 1 = most popular. */
  popularityRank: number;
  /** NDCG@10 of each case, in their order: for intervals and paired comparisons. */
  ndcgs: Float64Array;
}

/** One case of an evaluation, when the catalogue has been ranked for it. */
export interface RankedCase {
  testCase: TestCase;
  /** What was ranked, the courses set aside as NaN; another case overwrites it. */
  scores: Float32Array;
  /** The first ten, best first. */
  list: readonly number[];
  quality: RankingQuality;
}

/**
 * Ranks the whole catalogue for every case, without what the query shows.
 * @param places of the courses by popularity (`popularityPlaces`)
 * @param onCase told how many cases are done, and about the last of them
 */
export function evaluate(
  scorer: LearnerScorer,
  cases: readonly TestCase[],
  places: Int32Array,
  onCase?: (done: number, ranked: RankedCase) => void,
): Evaluation {
  const scores = new Float32Array(places.length);
  const shown = new Uint8Array(places.length);
  let shownCount = 0;
  let placeSum = 0;
  const each = cases.map((testCase, done) => {
    const quality = qualityOf(rank(scorer, testCase, scores));
    const list = topCourses(scores, 10);
    for (const course of list) {
      shown[course] = 1;
      shownCount++;
      placeSum += places[course]!;
    }
    onCase?.(done + 1, { testCase, scores, list, quality });
    return quality;
  });
  return {
    ...meanMetrics(each),
    coverageAt10: shown.reduce((sum, is) => sum + is, 0) / places.length,
    popularityRank: shownCount === 0 ? 0 : placeSum / shownCount,
    ndcgs: Float64Array.from(each, ({ ndcgAt10 }) => ndcgAt10),
  };
}

/** Several evaluations as one, in which every case counts the same. @param parts over the same catalogue */
export function pooled(parts: readonly Evaluation[]): Evaluation {
  const learners = parts.reduce((sum, part) => sum + part.learners, 0);
  const mean = (figure: Exclude<keyof Evaluation, 'ndcgs' | 'learners'>) =>
    learners === 0 ? 0 : parts.reduce((sum, part) => sum + part.learners * part[figure], 0) / learners;
  return {
    learners,
    recallAt5: mean('recallAt5'),
    recallAt10: mean('recallAt10'),
    precisionAt5: mean('precisionAt5'),
    ndcgAt10: mean('ndcgAt10'),
    mrr: mean('mrr'),
    coverageAt10: mean('coverageAt10'),
    popularityRank: mean('popularityRank'),
    ndcgs: Float64Array.from(parts.flatMap(({ ndcgs }) => [...ndcgs])),
  };
}

/** NDCG@10 of each case, alone. */
export function ndcgsOf(
  scorer: LearnerScorer,
  cases: readonly TestCase[],
  courseCount: number,
): Float64Array {
  const scores = new Float32Array(courseCount);
  return Float64Array.from(cases, (testCase) => ndcgAt10(rank(scorer, testCase, scores)));
}

/** The mean of these: tuning maximises it. */
export function meanNdcg(scorer: LearnerScorer, cases: readonly TestCase[], courseCount: number): number {
  const ndcgs = ndcgsOf(scorer, cases, courseCount);
  return ndcgs.reduce((sum, ndcg) => sum + ndcg, 0) / Math.max(1, cases.length);
}

/**
 * Places of the targets, ascending.
 * @param scores overwritten: what was ranked, the courses set aside as NaN
 */
function rank(scorer: LearnerScorer, { query, targets, seen }: TestCase, scores: Float32Array): Int32Array {
  // A scorer that writes nothing must not be judged by the scores of the case before.
  scores.fill(Number.NaN);
  scorer.score(query, scores);
  setAside(scores, seen);
  return ranksOf(scores, targets);
}

/** Place of each course by how many learners took it, 1 = most; equal counts are in the order of the index. */
export function popularityPlaces(dataset: Dataset): Int32Array {
  const counts = popularityCounts(dataset);
  const places = new Int32Array(counts.length);
  const order = Int32Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
  for (const [place, course] of order.entries()) places[course] = place + 1;
  return places;
}

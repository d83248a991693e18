import { basket, diversityLambda, poolSize } from '../answering/choose-courses.ts';
import type { CourseText, Dataset } from '../recommender/data/dataset.ts';
import type { LearnerScorer } from '../recommender/data/scorer.ts';
import { valueAt } from '../recommender/data/sparse.ts';
import { topCourses } from '../recommender/data/top-courses.ts';
import {
  type BasketQuality,
  basketQuality,
  basketSize,
  type PairFacts,
} from '../recommender/evaluation/baskets.ts';
import type { RankedCase } from '../recommender/evaluation/evaluate.ts';
import { Recommender } from '../recommender/recommender.ts';
import { maximalMarginalRelevance } from '../recommender/rerank/maximal-marginal-relevance.ts';
import { countInstead } from '../recommender/scorers/transitions.ts';
import type { CourseIndex } from '../recommender/text/course-index.ts';
import { courseName } from '../sync/derivation/course-name.ts';
import { TakenTogether } from './taken-together.ts';

/** Chooses a basket. @param pool the best courses, best first */
type ChooseBasket = (pool: readonly number[], scores: Float32Array) => number[];

/** What a course gains beside another counts so often, in the ways that are compared. */
const weights = [0.5, 1, 2];

/** The ways that are compared, by what they are called in the report; the five best are the first. */
function basketWays(scorer: LearnerScorer, together: TakenTogether): Map<string, ChooseBasket> {
  const ways = new Map<string, ChooseBasket>([['five best', (pool) => pool.slice(0, basketSize)]]);
  if (!(scorer instanceof Recommender)) return ways;
  const { texts, parts } = scorer;
  const { similarity } = texts;
  ways.set('unlike in words', (pool, scores) =>
    maximalMarginalRelevance(pool, scores, basketSize, diversityLambda, similarity),
  );
  const clash = (course: number, other: number) => scorer.clash(course, other);
  ways.set('without clashes', (pool, scores) => basket(pool, scores, basketSize, similarity, { clash }));
  for (const weight of weights)
    ways.set(`go together${weight === 1 ? '' : ` × ${weight}`}`, (pool, scores) =>
      maximalMarginalRelevance(
        ...([pool, scores, basketSize, diversityLambda, similarity] as const),
        (course, other) => (weight * together.gain(course, other)) / parts.deviation,
      ),
    );
  return ways;
}

/** Collects the baskets of one model while its cases are ranked. */
export class BasketTally {
  readonly qualities = new Map<string, BasketQuality[]>();
  readonly #ways: ReadonlyMap<string, ChooseBasket>;
  readonly #facts: PairFacts;

  /** @param known what was taken before the question */
  constructor(scorer: LearnerScorer, known: Dataset, courses: readonly CourseText[], texts: CourseIndex) {
    const together = new TakenTogether(known);
    this.#ways = basketWays(scorer, together);
    this.#facts = pairFacts(known, courses, texts, together);
    for (const way of this.#ways.keys()) this.qualities.set(way, []);
  }

  add({ testCase, scores }: RankedCase): void {
    const pool = topCourses(scores, poolSize);
    if (pool.length === 0) return;
    for (const [way, choose] of this.#ways)
      this.qualities.get(way)!.push(basketQuality(choose(pool, scores), testCase, this.#facts));
  }
}

function pairFacts(
  known: Dataset,
  courses: readonly CourseText[],
  texts: CourseIndex,
  together: TakenTogether,
): PairFacts {
  const instead = countInstead(known);
  const titles = courses.map(({ title }, course) => courseName({ key: `${course}`, title }).title);
  return {
    clash: (course, other) => valueAt(instead, course, other) > 0 || valueAt(instead, other, course) > 0,
    wasSeen: (course, other) => together.count(course, other) > 0,
    haveSameTitle: (course, other) => titles[course] === titles[other],
    likeness: (course, other) => texts.similarity(course, other),
  };
}

/** The baskets of several parts as one. */
export function pooledBaskets(
  parts: readonly ReadonlyMap<string, readonly BasketQuality[]>[],
): Map<string, BasketQuality[]> {
  const pooled = new Map<string, BasketQuality[]>();
  for (const part of parts)
    for (const [way, qualities] of part) pooled.set(way, [...(pooled.get(way) ?? []), ...qualities]);
  return pooled;
}

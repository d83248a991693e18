import type { TestCase } from '../data/split.ts';
import { meanInterval } from './bootstrap.ts';

/** Courses of a basket: as many as a panel has cards. */
export const basketSize = 5;

/** How good one basket was, each 0…1. */
export interface BasketQuality {
  /** Share of its courses that the learner took. */
  precision: number;
  /** Share of what the learner took that is in it. */
  recall: number;
  /** Harmonic mean of both. */
  f1: number;
  /** Share of its pairs of courses that somebody took in one session before. */
  pairsSeen: number;
  /** 1 where two of its courses are taken instead of each other. */
  clash: number;
  /** 1 where two of its courses are one course by their titles: sections of it, or the same again. */
  sameTitle: number;
  /** Mean likeness of the texts of its pairs. */
  likeness: number;
}

/** What is known of pairs of courses. */
export interface PairFacts {
  /** Whether somebody took both in one session before the question. */
  wasSeen(course: number, other: number): boolean;
  /** Whether nobody took both, ever, where many would have by chance. */
  clash(course: number, other: number): boolean;
  /** Whether the titles are the same, but for what marks a section or a term. */
  haveSameTitle(course: number, other: number): boolean;
  /** Cosine of the texts. */
  likeness(course: number, other: number): number;
}

/** @param basket courses, at least one @param targets what the learner took, at least one */
export function basketQuality(
  basket: readonly number[],
  { targets }: Pick<TestCase, 'targets'>,
  facts: PairFacts,
): BasketQuality {
  const hits = basket.filter((course) => targets.includes(course)).length;
  const pairs = basket.flatMap((course, i) => basket.slice(0, i).map((other) => [course, other] as const));
  const ofPairs = (value: (course: number, other: number) => number) =>
    pairs.reduce((sum, [course, other]) => sum + value(course, other), 0) / (pairs.length || 1);
  return {
    precision: hits / basket.length,
    recall: hits / targets.length,
    f1: (2 * hits) / (basket.length + targets.length),
    pairsSeen: ofPairs((course, other) => (facts.wasSeen(course, other) ? 1 : 0)),
    clash: pairs.some(([course, other]) => facts.clash(course, other)) ? 1 : 0,
    sameTitle: pairs.some(([course, other]) => facts.haveSameTitle(course, other)) ? 1 : 0,
    likeness: ofPairs(facts.likeness),
  };
}

/** The baskets of one way to choose them; the names are those of the JSON that the command writes. */
export interface BasketFigures {
  way: string;
  baskets: number;
  precision_at_5: number;
  recall_at_5: number;
  f1_at_5: number;
  /** 95 % interval of the mean difference of F1 from the first way, paired by learner. */
  difference_ci95: [number, number];
  pairs_seen: number;
  /** Share of the baskets with two courses that clash. */
  clash: number;
  /** Share of the baskets with one title twice. */
  same_title: number;
  likeness: number;
}

/** @param ways the qualities of each way's baskets, of the same cases in the same order */
export function basketFigures(ways: ReadonlyMap<string, readonly BasketQuality[]>): BasketFigures[] {
  const [first] = ways.values();
  return Array.from(ways, ([way, each]) => {
    const mean = (figure: keyof BasketQuality) =>
      each.reduce((sum, quality) => sum + quality[figure], 0) / (each.length || 1);
    return {
      way,
      baskets: each.length,
      precision_at_5: mean('precision'),
      recall_at_5: mean('recall'),
      f1_at_5: mean('f1'),
      difference_ci95: meanInterval(each.map(({ f1 }, i) => f1 - first![i]!.f1)),
      pairs_seen: mean('pairsSeen'),
      clash: mean('clash'),
      same_title: mean('sameTitle'),
      likeness: mean('likeness'),
    };
  });
}

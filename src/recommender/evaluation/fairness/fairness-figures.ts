import type { CourseText } from '../../data/dataset.ts';
import { meanInterval } from '../bootstrap.ts';
import { type Exposure, giniOfExposure, neverShown, shareOfThirds, type ThirdShares } from './exposure.ts';
import type { Fairness } from './fairness.ts';
import { thirdNames } from './popularity-thirds.ts';

/** Shortest histories of the groups of learners. */
const historyGroups = [0, 1, 2, 4, 8, 16];
/** Titles of courses that are never shown, at most. */
const listedTitles = 20;

/** Shares of the places in the first tens, and how evenly they are spread. */
export interface ExposureFigures extends ThirdShares {
  /** Gini coefficient over the courses on offer, 0 = even. */
  gini: number;
}

/** NDCG@10 of a group. */
export interface GroupFigures {
  learners: number;
  ndcg_at_10: number;
  ci95: [number, number];
}

/** How one model treats courses and learners; the names are those of the JSON that the command writes. */
export interface FairnessFigures {
  name: string;
  exposure: ExposureFigures;
  /** Shares of the courses that the learners took: what the exposure is held against. */
  asked_for: ThirdShares;
  never_shown: {
    courses: number;
    /** Of the courses that could be shown to somebody. */
    share: number;
    /** The share of all rows that are of these courses. */
    enrolments: number;
    /** The first of them by how many took them. */
    titles: string[];
  };
  /** By the category's share of all rows, largest first; a course of several categories is of each in equal parts. */
  categories: { category: string; exposure: number; enrolments: number }[];
  /** Learners by how many of their courses were shown: from … to; `to` is null in the last group. */
  by_history: (GroupFigures & { from: number; to: number | null })[];
  /** Learners who took a course of this third, and how well these courses were found. */
  by_popularity: (GroupFigures & { third: (typeof thirdNames)[number] })[];
  /** What evening out costs, power 0 (the lists as they are) first; empty where it was not asked for. */
  evened: (ExposureFigures & {
    power: number;
    ndcg_at_10: number;
    /** 95 % interval of the mean difference of NDCG@10 from the lists as they are. */
    difference_ci95: [number, number];
    /** Share of the courses on offer that are in no list. */
    never_shown: number;
  })[];
}

/** @param enrolments how many learners took each course, in all rows */
export function fairnessFigures(
  name: string,
  fairness: Fairness,
  courses: readonly CourseText[],
  enrolments: Float32Array,
): FairnessFigures {
  const { lists, historyLengths, ndcgsByThird, evened } = fairness;
  const curve = evened.length > 0 ? [{ power: 0, lists }, ...evened] : [];
  return {
    name,
    exposure: exposureFigures(lists.exposure),
    asked_for: shareOfThirds(fairness.targetsByThird),
    never_shown: neverShownFigures(lists.exposure, courses, enrolments),
    categories: categoryFigures(lists.exposure, courses, enrolments),
    by_history: historyGroups.flatMap((from, i) => {
      const next = historyGroups[i + 1] ?? Number.POSITIVE_INFINITY;
      const ndcgs = lists.ndcgs.filter((_, n) => historyLengths[n]! >= from && historyLengths[n]! < next);
      const to = Number.isFinite(next) ? next - 1 : null;
      return ndcgs.length > 0 ? [{ from, to, ...groupFigures(ndcgs) }] : [];
    }),
    by_popularity: thirdNames.map((third, i) => ({ third, ...groupFigures(ndcgsByThird[i]!) })),
    evened: curve.map(({ power, lists: { exposure, ndcgs } }) => ({
      power,
      ndcg_at_10: mean(ndcgs),
      difference_ci95: meanInterval(ndcgs.map((ndcg, n) => ndcg - lists.ndcgs[n]!)),
      ...exposureFigures(exposure),
      never_shown: shareNeverShown(exposure),
    })),
  };
}

function exposureFigures(exposure: Exposure): ExposureFigures {
  return { ...shareOfThirds(exposure.byThird), gini: giniOfExposure(exposure) };
}

function shareNeverShown(exposure: Exposure): number {
  return neverShown(exposure).length / (sum(exposure.offered) || 1);
}

function neverShownFigures(
  exposure: Exposure,
  courses: readonly CourseText[],
  enrolments: Float32Array,
): FairnessFigures['never_shown'] {
  const unseen = neverShown(exposure).sort((a, b) => enrolments[b]! - enrolments[a]! || a - b);
  return {
    courses: unseen.length,
    share: shareNeverShown(exposure),
    enrolments: sum(unseen.map((course) => enrolments[course]!)) / (sum(enrolments) || 1),
    titles: unseen.slice(0, listedTitles).map((course) => courses[course]!.title),
  };
}

function categoryFigures(
  { places }: Exposure,
  courses: readonly CourseText[],
  enrolments: Float32Array,
): FairnessFigures['categories'] {
  const [allPlaces, allEnrolments] = [sum(places) || 1, sum(enrolments) || 1];
  const shares = new Map<string, { exposure: number; enrolments: number }>();
  for (const [course, { categories }] of courses.entries()) {
    for (const category of categories) {
      const share = shares.get(category) ?? { exposure: 0, enrolments: 0 };
      share.exposure += places[course]! / categories.length / allPlaces;
      share.enrolments += enrolments[course]! / categories.length / allEnrolments;
      shares.set(category, share);
    }
  }
  return Array.from(shares, ([category, share]) => ({ category, ...share })).sort(
    (a, b) => b.enrolments - a.enrolments,
  );
}

function groupFigures(ndcgs: Float64Array): GroupFigures {
  return { learners: ndcgs.length, ndcg_at_10: mean(ndcgs), ci95: meanInterval(ndcgs) };
}

function mean(values: Float64Array): number {
  return sum(values) / (values.length || 1);
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** How well one ranking found what a learner took, each 0…1. */
export interface RankingQuality {
  /** Share of the targets among the first five. */
  recallAt5: number;
  recallAt10: number;
  /** Share of the first five that the learner took. */
  precisionAt5: number;
  /** Discounted cumulative gain of the first ten over the best that was possible (Järvelin & Kekäläinen 2002). */
  ndcgAt10: number;
  /** 1 / place of the first target. */
  mrr: number;
}

/** The means over the learners of a test. */
export interface RankingMetrics extends RankingQuality {
  learners: number;
}

/**
 * Marks the courses that are not ranked: the scores of the courses seen become NaN. A score that was not a number
 * becomes the lowest there is: it ranks last, and ties with others like it.
 */
export function setAside(scores: Float32Array, seen: Int32Array): void {
  for (let course = 0; course < scores.length; course++)
    if (Number.isNaN(scores[course])) scores[course] = Number.NEGATIVE_INFINITY;
  for (const course of seen) scores[course] = Number.NaN;
}

/**
 * Places of the targets in the ranking of a catalogue, 1 = first, ascending. Ties count against the targets: a model
 * that gives every course the same score has found nothing.
 * @param scores one a course, NaN where a course is not ranked (`setAside`); unchanged
 * @param targets courses that are ranked, all different
 */
export function ranksOf(scores: Float32Array, targets: Int32Array): Int32Array {
  const own = Float32Array.from(targets, (target) => scores[target]!)
    .sort()
    .reverse();
  const ahead = new Int32Array(own.length);
  // From the lowest target up: a course that is not ahead of the lowest is ahead of none.
  const count = (course: number, change: 1 | -1) => {
    for (let t = own.length - 1; t >= 0 && scores[course]! >= own[t]!; t--) ahead[t]! += change;
  };
  for (let course = 0; course < scores.length; course++) count(course, 1);
  for (const target of targets) count(target, -1);
  return ahead.map((others, t) => others + t + 1);
}

/** @param ranks places of the targets in one ranking, 1 = first, all different, ascending, at least one */
export function qualityOf(ranks: Int32Array): RankingQuality {
  const within = (places: number) => ranks.filter((rank) => rank <= places).length;
  return {
    recallAt5: within(5) / ranks.length,
    recallAt10: within(10) / ranks.length,
    precisionAt5: within(5) / 5,
    ndcgAt10: ndcgAt10(ranks),
    mrr: 1 / ranks[0]!,
  };
}

/** As in `RankingQuality`, alone: tuning asks for it by the hundred thousand. @param ranks as of `qualityOf` */
export function ndcgAt10(ranks: Int32Array): number {
  let ideal = 0;
  let gain = 0;
  for (let i = 0; i < ranks.length; i++) {
    if (i < 10) ideal += 1 / Math.log2(i + 2);
    if (ranks[i]! <= 10) gain += 1 / Math.log2(ranks[i]! + 1);
  }
  return gain / ideal;
}

/** All 0 when there are no learners. */
export function meanMetrics(each: readonly RankingQuality[]): RankingMetrics {
  const mean = (of: (quality: RankingQuality) => number) =>
    each.length === 0 ? 0 : each.reduce((sum, quality) => sum + of(quality), 0) / each.length;
  return {
    learners: each.length,
    recallAt5: mean(({ recallAt5 }) => recallAt5),
    recallAt10: mean(({ recallAt10 }) => recallAt10),
    precisionAt5: mean(({ precisionAt5 }) => precisionAt5),
    ndcgAt10: mean(({ ndcgAt10 }) => ndcgAt10),
    mrr: mean(({ mrr }) => mrr),
  };
}

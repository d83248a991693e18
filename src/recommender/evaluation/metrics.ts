/** Means over the tested learners, 0…1. One relevant course each, ranked among all the learner had not taken. */
export interface RankingMetrics {
  learners: number;
  recallAt5: number;
  recallAt10: number;
  ndcgAt10: number;
  mrr: number;
}

/**
 * Place of `target` among all courses that are not `seen`, 1 = first. Ties count against the target, and a score
 * that is not a number ranks last: a model that breaks must not look good.
 */
export function rankOf(scores: Float32Array, target: number, seen: ReadonlySet<number>): number {
  const own = scores[target] as number;
  let rank = 1;
  for (let course = 0; course < scores.length; course++) {
    if (course === target || seen.has(course)) continue;
    if (Number.isNaN(own) || (scores[course] as number) >= own) rank++;
  }
  return rank;
}

/** @param ranks places, 1 = first */
export function metricsOf(ranks: readonly number[]): RankingMetrics {
  const mean = (value: (rank: number) => number) =>
    ranks.length === 0 ? 0 : ranks.reduce((sum, rank) => sum + value(rank), 0) / ranks.length;
  return {
    learners: ranks.length,
    recallAt5: mean((rank) => (rank <= 5 ? 1 : 0)),
    recallAt10: mean((rank) => (rank <= 10 ? 1 : 0)),
    ndcgAt10: mean((rank) => (rank <= 10 ? 1 / Math.log2(rank + 1) : 0)),
    mrr: mean((rank) => 1 / rank),
  };
}

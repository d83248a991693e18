/** Of the questions, the newest: one that is as old as the oldest of these counts half. */
const newestShare = 0.7;

/**
 * What each question counts, by how long ago it was asked, on average 1: which scorer is right changes with what an
 * institution offers, and those who will ask ask next. Where a moment is not known, all count the same.
 * @param moments of the questions, seconds
 */
export function weightsByAge(moments: readonly number[]): number[] {
  const ascending = Float64Array.from(moments).sort();
  const newest = ascending.at(-1);
  // What is not a number is sorted to the end.
  if (newest === undefined || Number.isNaN(newest)) return moments.map(() => 1);
  const oldestOfNewest = ascending[Math.floor((1 - newestShare) * (ascending.length - 1))]!;
  const halfLife = Math.max(1, newest - oldestOfNewest);
  const weights = moments.map((moment) => 0.5 ** ((newest - moment) / halfLife));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

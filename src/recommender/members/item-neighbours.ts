import { type Dataset, historyOf } from '../dataset.ts';

/** Learners that are added to every pair of courses: a pair that two people share says little. */
const shrinkage = 10;
/** Of a history, the most recent courses: a few learners with hundreds of courses must not weigh for all. */
const longestHistory = 100;

/**
 * Item-based nearest neighbours (Sarwar et al. 2001): the cosine of the sets of learners of two courses, shrunk.
 * @returns scores of every course for a history
 */
export function fitItemNeighbours(dataset: Dataset): (history: readonly number[]) => Float32Array {
  const rows: Map<number, number>[] = Array.from({ length: dataset.courseCount }, () => new Map());
  const learners = new Float64Array(dataset.courseCount);
  for (let learner = 0; learner < dataset.learnerCount; learner++) {
    const history = historyOf(dataset, learner).slice(-longestHistory);
    for (const course of history) {
      learners[course] = (learners[course] as number) + 1;
      const row = rows[course] as Map<number, number>;
      for (const other of history) if (other !== course) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  return (history) => {
    const scores = new Float32Array(dataset.courseCount);
    for (const course of history)
      for (const [other, shared] of rows[course] as Map<number, number>) {
        const norm = Math.sqrt((learners[course] as number) * (learners[other] as number)) + shrinkage;
        scores[other] = (scores[other] as number) + shared / norm;
      }
    return scores;
  };
}

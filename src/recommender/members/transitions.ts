import { type Dataset, historyOf } from '../dataset.ts';

/** A course that comes this many places after another one still counts as following it. */
const reach = 20;
/** What a follower counts against the one a place before it. */
const followerDecay = 0.9;
/** What a course taken earlier says against the one taken after it. */
const historyDecay = 0.8;
/** Learners that are added to every course, so that one that two people took is sure of nothing. */
const shrinkage = 5;

/** Row c: how often each course follows course c, for each learner of c. Columns of a row ascend. */
export interface Transitions {
  /** Length courses + 1. */
  offsets: Int32Array;
  columns: Int32Array;
  values: Float32Array;
}

/** Which courses come after which: a Markov chain with a window, counted over all learners. */
export function countTransitions(dataset: Dataset): Transitions {
  const rows: Map<number, number>[] = Array.from({ length: dataset.courseCount }, () => new Map());
  const learners = new Float64Array(dataset.courseCount);
  for (let learner = 0; learner < dataset.learnerCount; learner++) {
    const history = historyOf(dataset, learner);
    for (let i = 0; i < history.length; i++) {
      const course = history[i] as number;
      learners[course] = (learners[course] as number) + 1;
      const row = rows[course] as Map<number, number>;
      for (let j = i + 1, weight = 1; j < history.length && j <= i + reach; j++, weight *= followerDecay) {
        const follower = history[j] as number;
        row.set(follower, (row.get(follower) ?? 0) + weight);
      }
    }
  }
  const total = rows.reduce((sum, row) => sum + row.size, 0);
  const transitions = {
    offsets: new Int32Array(rows.length + 1),
    columns: new Int32Array(total),
    values: new Float32Array(total),
  };
  let at = 0;
  for (const [course, row] of rows.entries()) {
    for (const follower of [...row.keys()].sort((a, b) => a - b)) {
      transitions.columns[at] = follower;
      transitions.values[at++] = (row.get(follower) as number) / ((learners[course] as number) + shrinkage);
    }
    transitions.offsets[course + 1] = at;
  }
  return transitions;
}

/** What a history says for every course: the rows of its courses, the last one most. Length courses; 0 is nothing. */
export function transitionScores(transitions: Transitions, history: readonly number[]): Float32Array {
  const scores = new Float32Array(transitions.offsets.length - 1);
  for (const [course, weight] of weighted(history))
    for (
      let i = transitions.offsets[course] as number;
      i < (transitions.offsets[course + 1] as number);
      i++
    ) {
      const follower = transitions.columns[i] as number;
      scores[follower] = (scores[follower] as number) + weight * (transitions.values[i] as number);
    }
  return scores;
}

/** The same for one course. */
export function transitionScore(
  transitions: Transitions,
  history: readonly number[],
  candidate: number,
): number {
  let sum = 0;
  for (const [course, weight] of weighted(history)) {
    const start = transitions.offsets[course] as number;
    const row = transitions.columns.subarray(start, transitions.offsets[course + 1]);
    const i = find(row, candidate);
    if (i >= 0) sum += weight * (transitions.values[start + i] as number);
  }
  return sum;
}

function* weighted(history: readonly number[]): Generator<[course: number, weight: number]> {
  for (let i = history.length - 1, weight = 1; i >= 0; i--, weight *= historyDecay)
    yield [history[i] as number, weight];
}

/** Index in an ascending array, or −1. */
function find(ascending: Int32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = ascending[middle] as number;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

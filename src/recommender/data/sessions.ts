import type { Dataset } from './dataset.ts';
import { termStarts } from './terms.ts';

const day = 86_400;

/**
 * Which courses a learner took at once: by row of the data set the number of its session, 0 for the learner's first.
 * What is taken in one term, or on one day (UTC) where the data has no terms, is one session: there is no order in it.
 * Where times are unknown, every course is a session of its own.
 */
export function sessionNumbers(dataset: Dataset): Int32Array {
  const { learnerCount, offsets, times } = dataset;
  const starts = termStarts(dataset);
  const period = (time: number) => (starts.length > 0 ? termAt(starts, time) : Math.floor(time / day));
  const sessions = new Int32Array(times.length);
  for (let learner = 0; learner < learnerCount; learner++) {
    for (let row = offsets[learner]! + 1; row < offsets[learner + 1]!; row++) {
      const isTogether = period(times[row]!) === period(times[row - 1]!);
      sessions[row] = sessions[row - 1]! + (isTogether ? 0 : 1);
    }
  }
  return sessions;
}

/** Number of the term that a moment lies in; −1 before the first. */
function termAt(starts: Float64Array, time: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

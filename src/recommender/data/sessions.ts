import type { Dataset } from './dataset.ts';
import { termStarts } from './terms.ts';

const day = 86_400;
/** Courses of one term that begin on days of their own lie no further apart, in seconds. */
const oneBeginning = 28 * day;
/** Who enrols so long before or after a term begins, in seconds, takes the course at another time: it stands open for years. */
const farFromTerm = 200 * day;

/**
 * Which courses a learner took at once: by row of the data set the number of its session, 0 for the learner's first.
 * What is taken in one term is one session: there is no order in it. Terms are those that the institution states, else those that
 * the times show, else a day (UTC) is one. Where times are unknown too, every course is a session of its own.
 */
export function sessionNumbers(dataset: Dataset): Int32Array {
  const { learnerCount, offsets, times, statedTerms } = dataset;
  const starts = termStarts(dataset);
  const period = (time: number) => (starts.length > 0 ? termAt(starts, time) : Math.floor(time / day));
  const sessions = new Int32Array(times.length);
  for (let learner = 0; learner < learnerCount; learner++) {
    for (let row = offsets[learner]! + 1; row < offsets[learner + 1]!; row++) {
      const isTogether = areOfOneTerm(row - 1, row) ?? period(times[row]!) === period(times[row - 1]!);
      sessions[row] = sessions[row - 1]! + (isTogether ? 0 : 1);
    }
  }
  return sessions;

  /** Undefined where it is not stated of both. */
  function areOfOneTerm(row: number, next: number): boolean | undefined {
    const [one, other] = [statedTerms?.[row] ?? Number.NaN, statedTerms?.[next] ?? Number.NaN];
    return Number.isNaN(one) || Number.isNaN(other) ? undefined : Math.abs(one - other) <= oneBeginning;
  }
}

/**
 * When the term begins in which somebody takes a section.
 * @param begins when the institution says that it does, seconds; NaN where it says nothing @param at when they enrolled, the same
 */
export function statedTerm(begins: number, at: number): number {
  return Math.abs(begins - at) > farFromTerm ? Number.NaN : begins;
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

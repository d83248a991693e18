import type { Dataset } from './dataset.ts';
import { termStarts } from './terms.ts';

const day = 86_400;
/** 52 weeks, so that a term begins on the same day of the week, and season looks at the same weeks (`scorers/season.ts`). */
const year = 364 * day;
/** A term that begins so long before the last one is the same one of the year before. */
const almostYear = 350 * day;
/** Share of a term's enrolments after which it is over: the others are stragglers. */
const enrolledShare = 0.9;
/** A term that should have begun, of which no enrolment is known, may begin late, or its enrolments are not here yet. */
const late = 28 * day;

/**
 * When the terms of an institution begin, as far as enrolments show it: those that have begun, and the same ones in the years to
 * come. Whoever looks for a course in the middle of a term chooses for the next one, and what is taken then is what season knows.
 */
export class TermCalendar {
  /** Of the terms that have begun, seconds, ascending; none where people enrol all the time. */
  readonly starts: readonly number[];
  /** For so long after a term's start people enrol in it, seconds. */
  readonly enrolling: number;

  constructor(starts: readonly number[], enrolling: number) {
    this.starts = starts;
    this.enrolling = enrolling;
  }

  /** When people choose next, seconds: now while they enrol in this term, else when the next one begins. @param now the same */
  nextChoice(now: number): number {
    const newest = this.starts.at(-1);
    if (newest === undefined || Number.isNaN(now)) return now;
    const begun = this.starts.findLast((start) => start <= now) ?? Number.NEGATIVE_INFINITY;
    const expected = this.#expected(now);
    const following = this.starts.find((start) => start > now) ?? expected.next;
    if (expected.begun > newest && now - expected.begun <= late) return expected.begun;
    return now - begun <= this.enrolling ? now : following;
  }

  /** The terms of the last year that is known, in later years: the last of them that began by now, and the first that did not. */
  #expected(now: number): { begun: number; next: number } {
    const newest = this.starts.at(-1)!;
    let [begun, next] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const start of this.starts) {
      if (start <= newest - almostYear) continue;
      const years = Math.max(1, Math.floor((now - start) / year) + 1);
      next = Math.min(next, start + years * year);
      if (years > 1) begun = Math.max(begun, start + (years - 1) * year);
    }
    return { begun, next };
  }
}

/** Only the last terms are kept: the year before says when the next one begins. */
const mostStarts = 16;

/** Enrolments without a time say nothing of when people enrol. */
export function termCalendarOf(dataset: Pick<Dataset, 'times'>): TermCalendar {
  const times = dataset.times.filter((time) => !Number.isNaN(time));
  const starts = termStarts({ times });
  if (starts.length === 0) return new TermCalendar([], 0);
  const delays: number[] = [];
  for (const time of times) {
    const start = starts.findLast((one) => one <= time);
    if (start !== undefined) delays.push(time - start);
  }
  delays.sort((a, b) => a - b);
  const enrolling = delays[Math.floor(enrolledShare * (delays.length - 1))] ?? 0;
  return new TermCalendar([...starts.subarray(-mostStarts)], enrolling);
}

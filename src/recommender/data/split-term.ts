import { type Dataset, historyOf, rowsBefore } from './dataset.ts';
import { type Split, type SplitOptions, type TestCase, UnsplittableError } from './split.ts';
import { lastAsValidation } from './split-last.ts';
import { termCalendarOf } from './term-calendar.ts';
import { termStarts } from './terms.ts';
import { caseOf, drawLearners } from './test-cases.ts';

/** Seconds. */
const day = 86_400;
/** Terms that are tested: the last ones. */
const testedTerms = 8;

/**
 * One part for each of the last eight terms that data was found to have: a model knows what came before the term, and
 * is asked at its start, or some days ahead of it, for everything that a learner takes in it, in any order. Ranked is
 * what was on offer by then: courses that somebody has taken by the end of the term. Learners who took nothing before
 * the term are cold. Validation is the last course that each learner took before the term.
 * @throws UnsplittableError
 */
export function splitTerms(dataset: Dataset, options: SplitOptions = {}): Split[] {
  const starts = termStarts(dataset);
  if (starts.length === 0)
    throw new UnsplittableError(
      'The times show no terms (days on which many enrol, with weeks between them): use --split last or time.',
    );
  const ends = [...starts.subarray(1), Number.POSITIVE_INFINITY];
  const parts: Split[] = [];
  for (let term = Math.max(1, starts.length - testedTerms); term < starts.length; term++) {
    parts.push(splitTerm(dataset, starts[term]!, ends[term]!, options));
  }
  if (parts.every(({ test }) => test.length === 0))
    throw new UnsplittableError(
      'No learner goes on in one of the last terms: use --split last, or lower --min-history.',
    );
  return parts;
}

function splitTerm(dataset: Dataset, start: number, end: number, options: SplitOptions): Split {
  const { minHistory = 1, shown, ahead = 0 } = options;
  const known = rowsBefore(dataset, start);
  const whole = rowsBefore(dataset, end);
  const lengthIn = (part: Dataset, learner: number) => historyOf(part, learner).length;
  const takesPart = (learner: number) => lengthIn(whole, learner) > lengthIn(known, learner);
  const notOffered = untaken(whole);
  const at = ahead > 0 ? termCalendarOf(known).nextChoice(start - ahead * day) : start;
  const cases = (passes: (learner: number) => boolean, onlyFirst?: number): TestCase[] =>
    Array.from(
      drawLearners(dataset.learnerCount, (learner) => takesPart(learner) && passes(learner), options),
      (learner) => {
        const asked = { targets: Number.POSITIVE_INFINITY, at, shown: onlyFirst };
        const { query, targets, seen } = caseOf(learner, known, whole, asked);
        return { query, targets, seen: Int32Array.of(...seen, ...notOffered) };
      },
    );
  return {
    tuning: lastAsValidation(known, options),
    test: cases((learner) => lengthIn(known, learner) > 0 && lengthIn(dataset, learner) >= minHistory, shown),
    cold: cases((learner) => lengthIn(known, learner) === 0),
  };
}

/** Courses that nobody took. */
function untaken({ courseCount, courses }: Dataset): number[] {
  const isTaken = new Uint8Array(courseCount);
  for (const course of courses) isTaken[course] = 1;
  return Array.from(isTaken.keys()).filter((course) => isTaken[course] === 0);
}

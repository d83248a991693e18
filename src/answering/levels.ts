import { BoundedMap } from '../values/bounded-map.ts';
import { plainDigits } from '../values/plain-digits.ts';

/** Words that catalogues use for levels, easiest first. */
const steps: readonly (readonly string[])[] = [
  [
    'introductory',
    'introduction',
    'intro',
    'beginner',
    'beginners',
    'basic',
    'elementary',
    'foundation',
    '1',
    '100',
    '1000',
  ],
  ['intermediate', 'medium', '2', '200', '2000'],
  ['advanced', 'upper', 'expert', 'graduate', 'master', '3', '300', '3000'],
];
const stepByWord = new Map(steps.flatMap((words, step) => words.map((word) => [word, step] as const)));

/** A longer text is none of the words. (The pattern below takes the square of the blanks in a text.) */
const longestLevel = 60;

/** A catalogue has a dozen, and each answer asks about hundreds of courses. */
const mostKnown = 1_000;
const known = new BoundedMap<string, { step: number | undefined }>(mostKnown);

/** 0 for the easiest; undefined where the words say nothing of it ("all levels", "FHEQ 5"). */
export function levelStep(level: string | undefined): number | undefined {
  if (level === undefined || level.length > longestLevel) return undefined;
  const before = known.get(level);
  if (before) return before.step;
  const word = plainDigits(level)
    .trim()
    .toLowerCase()
    .replace(/\s*level\s*/, '');
  const step = stepByWord.get(word);
  known.set(level, { step });
  return step;
}

/** Whether a course may go with another one: it is at most one step harder, as far as levels are known. */
export function isWithinReach(level: string | undefined, besideLevel: string | undefined): boolean {
  const step = levelStep(level);
  const from = levelStep(besideLevel);
  return step === undefined || from === undefined || step <= from + 1;
}

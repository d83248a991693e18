import type { PartScores } from './score-parts.ts';
import { togetherIn } from './score-parts.ts';
import { claimable } from './query.ts';
import type { Field } from './searched-course.ts';
import type { TextIndex } from './text-index.ts';

/**
 * What may be said of a course that a question finds.
 * - `teaches`: it holds every word that was asked for, or another name of it, and its title says so.
 * - `mentions`: its description holds all of them side by side.
 * - `related`: something speaks for it, and nothing may be claimed.
 */
export type Strength = 'teaches' | 'mentions' | 'related';

const naming: ReadonlySet<Field> = new Set<Field>(['title', 'code', 'skill']);

/** The one rule for what is claimed; words that only resemble, and vectors, never claim anything. */
export function judge(index: TextIndex, course: number, parts: readonly PartScores[]): Strength {
  const required = parts.filter(({ part }) => !part.isOptional);
  if (required.length === 0) return 'related';
  const byCode = required.some(({ part }) =>
    part.courses.some((named) => named.course === course && named.kind === 'code'),
  );
  if (byCode) return 'teaches';
  const texts = index.fieldTerms[course] ?? [];
  let inTitle = 0;
  for (const { part } of required) {
    const claims = part.alternatives.filter(({ kind }) => claimable.has(kind));
    const places = texts.filter(({ terms }) => claims.some(({ words }) => togetherIn(index, terms, words)));
    if (places.length === 0) return 'related';
    if (places.some(({ field }) => naming.has(field))) inTitle++;
  }
  if (inTitle === required.length) return 'teaches';
  const sideBySide = texts.some(({ terms }) => allSideBySide(index, terms, required));
  if (sideBySide) return inTitle > 0 ? 'teaches' : 'mentions';
  return 'related';
}

/** Whether every part stands in one run of words, with no more than one other word between two of them. */
function allSideBySide(index: TextIndex, terms: Int32Array, required: readonly PartScores[]): boolean {
  if (required.length === 1) return false;
  const longest = ({ part }: PartScores) =>
    Math.max(1, ...part.alternatives.filter(({ kind }) => kind === 'word').map(({ words }) => words.length));
  const room = required.reduce((sum, one) => sum + longest(one), 1);
  for (let from = 0; from < terms.length; from++) {
    const window = terms.subarray(from, from + room);
    const isWhole = required.every(({ part }) =>
      part.alternatives.some(({ kind, words }) => claimable.has(kind) && togetherIn(index, window, words)),
    );
    if (isWhole && !window.includes(-1)) return true;
  }
  return false;
}

import { isAskedAfter, isAskedBefore } from '../vocabulary/asking-words.ts';
import { fold } from '../words/fold.ts';
import { languageCode } from '../words/language-tag.ts';
import { splitWords } from '../words/split-words.ts';
import { type Alternative, claimable } from './query.ts';
import { holds, holdsName, type PartScores } from './score-parts.ts';
import type { Field, SearchedCourse } from './searched-course.ts';
import type { FieldTerms, TextIndex } from './text-index.ts';

/**
 * What may be said of a course that a question finds.
 * - `teaches`: it holds every word that was asked for, or another name of it, and its title says so.
 * - `mentions`: its description holds all of them side by side.
 * - `related`: something speaks for it, and nothing may be claimed.
 */
export type Strength = 'teaches' | 'mentions' | 'related';

/** Fields that say what a course is about. */
const naming: ReadonlySet<Field> = new Set<Field>(['title', 'code', 'skill']);
/**
 * What was asked for makes up more than this share of the title, or the rest of the text says it too. Else it may stand there by the way:
 * "Chinese" in "How to use Chinese social media to build a following".
 */
const titleShare = 1 / 2;

/** The one rule for what is claimed. Words that only resemble, and vectors, never claim anything. */
export function judge(index: TextIndex, course: number, parts: readonly PartScores[]): Strength {
  const required = parts.filter(({ part }) => !part.isOptional);
  if (required.length === 0 || required.some(({ claimable: held }) => held[course] === 0)) return 'related';
  const isItsCode = ({ part }: PartScores) =>
    part.courses.some((one) => one.course === course && one.kind === 'code');
  if (required.some(isItsCode)) return 'teaches';
  const claims = required.map(({ part }) => part.alternatives.filter(({ kind }) => claimable.has(kind)));
  const texts = index.fieldTerms[course] ?? [];
  const places = claims.map((alternatives) =>
    texts.filter(({ terms }) => isHeld(index, terms, alternatives)),
  );
  if (places.some((held) => held.length === 0)) return 'related';
  const names = places.map((held) => held.some(({ field }) => naming.has(field)));
  if (names.every(Boolean)) {
    const isBorneOut = places.every((held) => held.some(({ field }) => !naming.has(field)));
    return isBorneOut || texts.some((text) => fillsTitle(index, course, text, claims))
      ? 'teaches'
      : 'related';
  }
  if (required.length === 1) return 'related';
  const sideBySide = texts.some(({ terms }) => allSideBySide(index, terms, claims));
  if (!sideBySide) return 'related';
  return names.some(Boolean) ? 'teaches' : 'mentions';
}

/** Says whether anything that was asked for, or what is like it, stands where a course says what it is about, not by the way. */
export function namedIn(index: TextIndex, parts: readonly PartScores[]): (course: number) => boolean {
  const asked = parts.filter(({ part }) => !part.isOptional).flatMap(({ part }) => part.alternatives);
  const single = new Set(asked.flatMap(({ words }) => (words.length === 1 ? (words[0] ?? []) : [])));
  const several = asked.filter(({ words }) => words.length > 1);
  return (course) =>
    (index.fieldTerms[course] ?? []).some(({ field, terms }) => {
      if (!naming.has(field) && field !== 'category') return false;
      for (const term of terms)
        if (single.has(term) || index.parts.get(term)?.some((part) => single.has(part))) return true;
      return several.some(({ words }) => holdsName(index, terms, words));
    });
}

/** Of another name, a compound holds nothing: leadership is Führung, and Buchführung is no leadership. */
function isHeld(index: TextIndex, terms: Int32Array, alternatives: readonly Alternative[]): boolean {
  return alternatives.some(({ kind, words }) =>
    holdsName(index, terms, words, kind === 'same' ? isTerm : holds),
  );
}

const isTerm = (_index: TextIndex, term: number, terms: readonly number[]): boolean => terms.includes(term);

/** Whether a title, or a stated skill, speaks of little else. */
function fillsTitle(
  index: TextIndex,
  course: number,
  { field, language, terms }: FieldTerms,
  claims: readonly (readonly Alternative[])[],
): boolean {
  if (field === 'skill') return claims.every((alternatives) => isHeld(index, terms, alternatives));
  if (field !== 'title') return false;
  const wanted = claims.flat().flatMap(({ words }) => words.flat());
  const words = terms.filter((term) => term >= 0);
  const held = words.filter((term) => holds(index, term, wanted)).length;
  const most = titleShare * (words.length - courseWords(index.courses[course], language));
  // What stands first is what the rest is said of: "Chinese for Travellers", but not "The Bitcoin Podcast".
  return held > most || (held === most && holds(index, words[0]!, wanted));
}

/** How many words of a title say only that it is a course, and for whom: "Introduction to …", "… for beginners". */
function courseWords(course: SearchedCourse | undefined, language: string): number {
  const titles = [course, ...(course?.translations ?? [])];
  const title = titles.find((text) => text && languageCode(text.language) === language)?.title ?? '';
  return splitWords(title).filter(({ text }) => isAskedBefore(fold(text)) || isAskedAfter(fold(text))).length;
}

/** Whether every part stands in one run of words, with no more than one other word in it. */
function allSideBySide(
  index: TextIndex,
  terms: Int32Array,
  claims: readonly (readonly Alternative[])[],
): boolean {
  const room = claims.reduce(
    (sum, alternatives) => sum + Math.max(...alternatives.map(({ words }) => words.length)),
    1,
  );
  for (let from = 0; from < terms.length; from++) {
    const window = terms.subarray(from, from + room);
    if (window.includes(-1)) continue;
    if (claims.every((alternatives) => isHeld(index, window, alternatives))) return true;
  }
  return false;
}

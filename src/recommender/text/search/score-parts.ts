import type { Alternative, MatchKind, Query, QueryPart } from './query.ts';
import type { TextIndex } from './text-index.ts';

/** Saturation: how little the second occurrence of a word adds to the first (BM25's k₁). */
const saturation = 1.4;
/** Words of a name that stand in the course, not side by side, count for so much. */
const apartShare = 0.45;
/** From this weight on, an alternative says how rare the thing is that was asked for. */
const sameThing = 0.85;
/** A course whose code was asked for, as if its code stood there so often. */
const codeFrequency = 30;

/** What one part of the question gives each course that holds it. */
export interface PartScores {
  part: QueryPart;
  /** How rare it is: ln(1 + (n − df + ½) / (df + ½)). What no course holds is rarest. */
  rarity: number;
  /** By course: its saturated frequency, 0 to 1, times the weight of the alternative. */
  scores: Map<number, number>;
  /** By course: weight of the best alternative, 0 to 1. */
  held: Map<number, number>;
  /** By course: kind of the best alternative. */
  kinds: Map<number, MatchKind>;
}

/** Scores each part of the question by itself. */
export function scoreParts(index: TextIndex, { parts }: Query): PartScores[] {
  return parts.map((part) => scorePart(index, part));
}

function scorePart(index: TextIndex, part: QueryPart): PartScores {
  const scores = new Map<number, number>();
  const held = new Map<number, number>();
  const kinds = new Map<number, MatchKind>();
  const give = (course: number, frequency: number, weight: number, kind: MatchKind) => {
    const score = weight * (frequency / (saturation + frequency));
    if (score > (scores.get(course) ?? 0)) scores.set(course, score);
    if (weight > (held.get(course) ?? 0)) {
      held.set(course, weight);
      kinds.set(course, kind);
    }
  };
  for (const alternative of part.alternatives)
    for (const [course, frequency, share] of occurrences(index, alternative))
      give(course, frequency, alternative.weight * share, alternative.kind);
  for (const { course, weight, kind } of part.courses) give(course, codeFrequency, weight, kind);

  let same = 0;
  for (const weight of held.values()) if (weight >= sameThing) same++;
  const documents = same > 0 ? same : held.size;
  const rarity = Math.log(1 + (index.courses.length - documents + 0.5) / (documents + 0.5));
  return { part, rarity, scores, held, kinds };
}

/** The courses that hold all words of an alternative, each with the frequency, and what its words' places take away. */
function occurrences(index: TextIndex, { words }: Alternative): [course: number, frequency: number, share: number][] {
  const [first = [], ...others] = words;
  let found = frequencies(index, first);
  if (others.length === 0) return Array.from(found, ([course, frequency]) => [course, frequency, 1]);
  for (const terms of others) {
    const next = frequencies(index, terms);
    const both = new Map<number, number>();
    for (const [course, frequency] of found) {
      const other = next.get(course);
      if (other !== undefined) both.set(course, Math.min(frequency, other));
    }
    found = both;
  }
  return Array.from(found, ([course, frequency]) => {
    const together = standTogether(index, course, words);
    return [course, together ? frequency : frequency * apartShare, together ? 1 : apartShare];
  });
}

function frequencies(index: TextIndex, terms: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const term of terms) {
    const posting = index.postings[term];
    if (!posting) continue;
    for (let i = 0; i < posting.courses.length; i++) {
      const course = posting.courses[i]!;
      const frequency = posting.frequencies[i]!;
      if (frequency > (found.get(course) ?? 0)) found.set(course, frequency);
    }
  }
  return found;
}

/** Whether the words of an alternative stand side by side in a course, in whatever order; one other word may come between. */
export function standTogether(index: TextIndex, course: number, words: readonly (readonly number[])[]): boolean {
  return (index.fieldTerms[course] ?? []).some(({ terms }) => togetherIn(index, terms, words));
}

export function togetherIn(
  index: TextIndex,
  terms: Int32Array,
  words: readonly (readonly number[])[],
): boolean {
  if (words.length === 1) return terms.some((term) => holds(index, term, words[0]!));
  const room = words.length + 1;
  for (let from = 0; from < terms.length; from++) {
    if (!words.some((word) => holds(index, terms[from]!, word))) continue;
    let missing = [...words];
    for (let i = from; i < Math.min(terms.length, from + room) && terms[i]! >= 0; i++) {
      const at = missing.findIndex((word) => holds(index, terms[i]!, word));
      if (at >= 0) missing = missing.filter((_, m) => m !== at);
      if (missing.length === 0) return true;
    }
  }
  return false;
}

/** Whether a term is one of some, or a compound with one of them. */
export function holds(index: TextIndex, term: number, terms: readonly number[]): boolean {
  if (terms.includes(term)) return true;
  const parts = index.parts.get(term);
  return parts !== undefined && parts.some((part) => terms.includes(part));
}

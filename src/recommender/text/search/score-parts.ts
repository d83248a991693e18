import { type Alternative, claimable, type MatchKind, type Query, type QueryPart } from './query.ts';
import type { TextIndex } from './text-index.ts';

/** Saturation: how little the second occurrence of a word adds to the first (BM25's k₁). */
const saturation = 1.4;
/** Words of a name that stand in the course, not side by side, count for so much. */
const apartShare = 0.3;
/** What stands nearly so: in another order, or with a word in between. "Deep reinforcement learning" is not deep learning. */
const looseShare = 0.6;
/** From this weight on, an alternative says how rare the thing is that was asked for. */
const sameThing = 0.85;
/** What is only near to what was asked for says little where it stands in a description, by the way. */
const inPassing: Partial<Record<MatchKind, number>> = { near: 0.5 };
/** What is near answers so much of what was asked for. */
const nearAnswer = 0.55;
/** What more courses hold than both of these, a number and a share of the catalogue, is near to too much to say anything. */
const mostNear = 100;
const frequentShare = 0.05;
/** How much less than half a frequent word says of what it is near to. */
const rareShare = 0.5;
/** What each further sign adds, where a course has several. */
const furtherSign = 0.3;
/** A course whose code was asked for, as if its code stood there so often. */
const codeFrequency = 30;

/** What one part of the question gives each course that holds it. */
export interface PartScores {
  part: QueryPart;
  /** How rare it is: ln(1 + (n − df + ½) / (df + ½)). What no course holds is rarest. */
  rarity: number;
  /** Courses that hold it, in any order. */
  courses: readonly number[];
  /** By course: its saturated frequency, 0 to 1, times the weight of the alternative. */
  scores: Float32Array;
  /** By course: weight of the best alternative, 0 to 1. */
  held: Float32Array;
  /** By course: 1 where it is held in a way that may be claimed. */
  claimable: Uint8Array;
  /** By course: how well it answers the part, 0 to 1. What is only near is no whole answer, however highly it ranks. */
  answered: Float32Array;
  /** The arrays above, for the next part. */
  board: Board;
}

interface Board extends Pick<PartScores, 'scores' | 'held' | 'claimable' | 'answered'> {
  /** By course, zero between two parts: what the signs of one language add up to, and the most that a language gives. */
  sums: Float32Array;
  nearest: Float32Array;
}

/** Boards of zeros that no search uses at the moment: new ones for each word would keep the garbage collector busy. */
const boards = new WeakMap<TextIndex, Board[]>();

function takeBoard(index: TextIndex): Board {
  const count = index.courses.length;
  return (
    boards.get(index)?.pop() ?? {
      scores: new Float32Array(count),
      held: new Float32Array(count),
      claimable: new Uint8Array(count),
      answered: new Float32Array(count),
      sums: new Float32Array(count),
      nearest: new Float32Array(count),
    }
  );
}

/** Gives back what `scoreParts` has made; it must not be used afterwards. */
export function releaseParts(index: TextIndex, parts: readonly PartScores[]): void {
  const free = boards.get(index) ?? [];
  boards.set(index, free);
  for (const { courses, board } of parts) {
    const { scores, held, claimable: claims, answered } = board;
    for (const course of courses) {
      scores[course] = 0;
      held[course] = 0;
      claims[course] = 0;
      answered[course] = 0;
    }
    free.push(board);
  }
}

/** Scores each part of the question by itself. */
export function scoreParts(index: TextIndex, { parts }: Query): PartScores[] {
  return parts.map((part) => scorePart(index, part));
}

function scorePart(index: TextIndex, part: QueryPart): PartScores {
  const count = index.courses.length;
  const board = takeBoard(index);
  const { scores, held, claimable: claims, answered } = board;
  const courses: number[] = [];
  const hold = (course: number, weight: number, answer: number) => {
    if (held[course] === 0) courses.push(course);
    if (weight > held[course]!) held[course] = weight;
    if (answer > answered[course]!) answered[course] = answer;
  };
  const give = (course: number, frequency: number, weight: number, kind: MatchKind) => {
    hold(course, weight, weight);
    const score = weight * saturated(frequency);
    if (score > scores[course]!) scores[course] = score;
    if (claimable.has(kind)) claims[course] = 1;
  };
  const near = new Map<string, Alternative[]>();
  for (const alternative of part.alternatives) {
    const { kind, weight, words, language = '' } = alternative;
    if (kind === 'near') near.set(language, [...(near.get(language) ?? []), alternative]);
    else
      eachOccurrence(index, words, (course, frequency, share, isNamed) =>
        give(course, frequency, weight * share * (isNamed ? 1 : (inPassing[kind] ?? 1)), kind),
      );
  }
  for (const { course, weight, kind } of part.courses) give(course, codeFrequency, weight, kind);
  for (const alternatives of near.values()) addUpSigns(index, alternatives, board, hold);
  for (const course of courses) {
    if (board.nearest[course]! > scores[course]!) scores[course] = board.nearest[course]!;
    board.nearest[course] = 0;
  }

  const same = courses.filter((course) => held[course]! >= sameThing).length;
  const documents = same > 0 ? same : courses.length;
  const rarity = Math.log(1 + (count - documents + 0.5) / (documents + 0.5));
  return { part, rarity, courses, board, scores, held, claimable: claims, answered };
}

/**
 * What courses have with the signs that one language gives, beside what they have already. Signs add up within a language: a
 * course whose texts are translated says nothing more.
 */
function addUpSigns(
  index: TextIndex,
  signs: readonly Alternative[],
  { scores, sums, nearest }: Board,
  hold: (course: number, weight: number, answer: number) => void,
): void {
  const largest = Math.log(1 + index.courses.length);
  const touched: number[] = [];
  for (const { weight, words } of signs) {
    const least = Math.min(...words.map((terms) => documentCount(index, terms)));
    if (least > Math.max(mostNear, frequentShare * index.courses.length)) continue;
    const rarity =
      rareShare + (1 - rareShare) * (Math.log((1 + index.courses.length) / (1 + least)) / largest);
    eachOccurrence(index, words, (course, frequency, share, isNamed) => {
      const worth = weight * rarity * share * (isNamed ? 1 : (inPassing.near ?? 1));
      hold(course, worth, Math.min(nearAnswer, worth));
      const score = worth * saturated(frequency);
      if (sums[course] === 0) touched.push(course);
      const before = sums[course]! || scores[course]!;
      const [more, less] = score > before ? [score, before] : [before, score];
      sums[course] = more + furtherSign * less * (1 - more);
    });
  }
  for (const course of touched) {
    if (sums[course]! > nearest[course]!) nearest[course] = sums[course]!;
    sums[course] = 0;
  }
}

const saturated = (frequency: number) => frequency / (saturation + frequency);

/** Each course that holds all of some words, with the frequency of the rarest, and what their places take away. */
function eachOccurrence(
  index: TextIndex,
  words: readonly (readonly number[])[],
  each: (course: number, frequency: number, share: number, isNamed: boolean) => void,
): void {
  const [rarest = [], ...others] = [...words].sort(
    (a, b) => documentCount(index, a) - documentCount(index, b),
  );
  for (const term of rarest) {
    const posting = index.postings[term];
    if (!posting) continue;
    for (let i = 0; i < posting.courses.length; i++) {
      const course = posting.courses[i]!;
      let frequency = posting.frequencies[i]!;
      for (const terms of others) frequency = Math.min(frequency, frequencyIn(index, course, terms));
      if (frequency === 0) continue;
      const share = others.length === 0 ? 1 : placeShare(index, course, words);
      each(course, frequency * share, share, posting.named[i] === 1);
    }
  }
}

/** How many courses hold any of some terms; those with several count several times. */
function documentCount(index: TextIndex, terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + (index.postings[term]?.courses.length ?? 0), 0);
}

/** How often a course holds any of some terms; 0 where it holds none. */
function frequencyIn(index: TextIndex, course: number, terms: readonly number[]): number {
  let most = 0;
  for (const term of terms) {
    const posting = index.postings[term];
    if (!posting) continue;
    const at = placeOf(posting.courses, course);
    if (at >= 0 && posting.frequencies[at]! > most) most = posting.frequencies[at]!;
  }
  return most;
}

/** @returns −1 where it is not among the ascending numbers */
function placeOf(ascending: Int32Array, number: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === number ? low : -1;
}

/** How nearly the words of an alternative stand in a course as they stand in it; 1 where they do. */
function placeShare(index: TextIndex, course: number, words: readonly (readonly number[])[]): number {
  const texts = index.fieldTerms[course] ?? [];
  if (texts.some(({ terms }) => holdsName(index, terms, words))) return 1;
  return texts.some(({ terms }) => togetherIn(index, terms, words)) ? looseShare : apartShare;
}

/** Whether words stand one right after the other, in their order. @param isOne whether a term is one of some */
export function holdsName(
  index: TextIndex,
  terms: Int32Array,
  words: readonly (readonly number[])[],
  isOne: typeof holds = holds,
): boolean {
  for (let at = 0; at + words.length <= terms.length; at++) {
    let held = 0;
    while (held < words.length && isOne(index, terms[at + held]!, words[held]!)) held++;
    if (held === words.length && held > 0) return true;
  }
  return false;
}

/**
 * Whether words stand side by side: in their order with one other word between two of them at most, or in another order
 * with none.
 */
export function togetherIn(
  index: TextIndex,
  terms: Int32Array,
  words: readonly (readonly number[])[],
): boolean {
  const [first, ...others] = words;
  if (first === undefined) return false;
  for (let at = 0; at < terms.length; at++) {
    if (!holds(index, terms[at]!, first)) continue;
    if (others.length === 0 || followInOrder(index, terms, at, others) || surround(index, terms, at, words))
      return true;
  }
  return false;
}

function followInOrder(
  index: TextIndex,
  terms: Int32Array,
  from: number,
  others: readonly (readonly number[])[],
): boolean {
  let at = from;
  for (const word of others) {
    const next = terms[at + 1];
    if (next === undefined || next < 0) return false;
    if (holds(index, next, word)) at += 1;
    else if (terms[at + 2] !== undefined && holds(index, terms[at + 2]!, word)) at += 2;
    else return false;
  }
  return true;
}

/** Whether the words fill a run that holds this place, in whatever order. */
function surround(
  index: TextIndex,
  terms: Int32Array,
  at: number,
  words: readonly (readonly number[])[],
): boolean {
  for (let from = Math.max(0, at - words.length + 1); from <= at; from++) {
    const missing = [...words];
    for (let i = from; i < from + words.length; i++) {
      const held = terms[i] === undefined ? -1 : missing.findIndex((word) => holds(index, terms[i]!, word));
      if (held < 0) break;
      missing.splice(held, 1);
    }
    if (missing.length === 0) return true;
  }
  return false;
}

/** Whether a term is one of some, or a compound with one of them. */
export function holds(index: TextIndex, term: number, terms: readonly number[]): boolean {
  if (terms.includes(term)) return true;
  const parts = index.parts.get(term);
  return parts?.some((part) => terms.includes(part)) === true;
}

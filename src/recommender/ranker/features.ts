import type { Member, Query } from '../data/scorer.ts';
import { topUnordered, topUnorderedAmong } from '../data/top-courses.ts';
import type { Members } from '../scorers/shipped-scorers.ts';

/** What the ranker is told about a course: a member's score on a scale on which members add up. */
interface Feature {
  member: keyof Members;
  scale: Scale;
  /** The member's best courses above this score are candidates; undefined: it names none. */
  retrievesAbove?: number;
  /** Whether it names candidates by a rough score, and is asked again about them. */
  isRough?: true;
}

/** Counts and shares go by orders of magnitude; a vote that was never seen is 0. */
type Scale = 'votes' | 'share' | 'attention' | 'as-is';

const leastShare = 0.05;
const logOfLeastShare = Math.log(leastShare);
const leastAttention = 0.1;

/** One function for all of them, so that whoever calls it in a loop has it inlined. */
function scaled(score: number, scale: Scale): number {
  if (scale === 'votes') return score > 0 ? Math.log1p(100 * score) : 0;
  if (scale === 'share') return score === 0 ? logOfLeastShare : Math.log(score + leastShare);
  return scale === 'attention' ? Math.log(score + leastAttention) : score;
}

const features: readonly Feature[] = [
  { member: 'transitions', scale: 'votes', retrievesAbove: 0 },
  { member: 'shortTransitions', scale: 'votes', retrievesAbove: 0 },
  { member: 'longTransitions', scale: 'votes' },
  { member: 'neighbours', scale: 'votes', retrievesAbove: 0 },
  { member: 'ease', scale: 'votes', retrievesAbove: 0 },
  { member: 'gmf', scale: 'as-is', retrievesAbove: Number.NEGATIVE_INFINITY },
  { member: 'content', scale: 'as-is', retrievesAbove: 0, isRough: true },
  { member: 'shortTrend', scale: 'attention', retrievesAbove: 0 },
  { member: 'longTrend', scale: 'attention' },
  { member: 'beginnings', scale: 'attention', retrievesAbove: 0 },
  { member: 'popularity', scale: 'attention' },
  { member: 'language', scale: 'share' },
  { member: 'level', scale: 'share' },
  { member: 'category', scale: 'share' },
];

/** The members' features, and the length of the history: who is right depends on how much is known. */
export const featureCount = features.length + 1;

/** Places of the features of the members that name candidates. */
export const retrievingFeatures: readonly number[] = features.flatMap(({ retrievesAbove }, f) =>
  retrievesAbove === undefined ? [] : f,
);

const placeOf = (name: keyof Members) => features.findIndex(({ member }) => member === name);

/** Place of what the network says. */
export const gmfFeature = placeOf('gmf');

/** Places of the features that say the same to everybody, with what they say of the average course. */
export const averageFeatures: readonly (readonly [place: number, value: number])[] = (
  ['shortTrend', 'longTrend', 'beginnings', 'popularity'] as const
).map((name) => [placeOf(name), scaled(1, features[placeOf(name)]!.scale)]);

/** Marks of courses while candidates are chosen. */
const isChosen = 1;
const isSeen = 2;

/** Candidates that each retrieving member names: more are no better (docs/decisions/0005). */
const retrieved = 30;

/**
 * Turns queries into candidates and candidates into features. `of` and `scoresOf` are about the query of the last call
 * of `candidates`: its scores are kept in the same arrays.
 */
export class FeatureExtractor {
  readonly #members: readonly Member[];
  readonly #scores: readonly Float32Array[];
  /** By course; zeros between calls. */
  readonly #marks: Uint8Array;
  /** The candidates of a call. */
  readonly #chosen: Int32Array;
  /** What a member says of one course; longer when more is asked. */
  #asked = new Float64Array(16);

  constructor(members: Members) {
    const courseCount = members.popularity.scores.length;
    this.#members = features.map(({ member }) => members[member]);
    this.#scores = features.map(() => new Float32Array(courseCount));
    this.#marks = new Uint8Array(courseCount);
    this.#chosen = new Int32Array(courseCount);
  }

  /**
   * Scores the whole catalogue for a query with each member that names candidates.
   * @param extra candidates whatever the members say
   * @returns courses that are not in the history, ascending
   */
  candidates(query: Query, extra: Iterable<number> = []): Int32Array {
    const marks = this.#marks;
    const chosen = this.#chosen;
    let count = 0;
    const choose = (course: number) => {
      if (marks[course] !== 0) return;
      marks[course] = isChosen;
      chosen[count++] = course;
    };
    const isNew = (course: number) => marks[course] !== isSeen;
    for (const course of query.history) marks[course] = isSeen;
    for (const course of extra) choose(course);
    for (const [f, { retrievesAbove }] of features.entries()) {
      if (retrievesAbove === undefined) continue;
      const member = this.#members[f]!;
      const scores = this.#scores[f]!;
      member.score(query, scores);
      let best: Int32Array;
      if (member.bestForAll) best = firstOf(member.bestForAll(query), isNew);
      else if (member.named) best = topUnorderedAmong(member.named, scores, retrieved, isNew);
      else best = topUnordered(scores, retrieved, isNew, retrievesAbove);
      for (let i = 0; i < best.length; i++) choose(best[i]!);
    }
    for (const course of query.history) marks[course] = 0;
    for (let c = 0; c < count; c++) marks[chosen[c]!] = 0;
    return chosen.slice(0, count).sort();
  }

  /** Scores of the whole catalogue by a member that names candidates. */
  scoresOf(member: keyof Members): Float32Array {
    return this.#scores[placeOf(member)]!;
  }

  /** Features of courses: courses × featureCount. */
  of(query: Query, courses: Int32Array): Float32Array {
    for (const [f, { retrievesAbove, isRough }] of features.entries())
      if (retrievesAbove === undefined || isRough) this.#members[f]!.score(query, this.#scores[f]!, courses);
    const length = Math.log1p(query.history.length);
    const out = new Float32Array(courses.length * featureCount);
    for (const [f, { scale }] of features.entries()) {
      const scores = this.#scores[f]!;
      for (let c = 0, at = f; c < courses.length; c++, at += featureCount)
        out[at] = scaled(scores[courses[c]!]!, scale);
    }
    for (let at = featureCount - 1; at < out.length; at += featureCount) out[at] = length;
    return out;
  }

  /**
   * Features of one course for any query, by asking the members about it alone: first as things are, then without the
   * course at each of these places of the history. (1 + places) × featureCount.
   */
  ofOne(query: Query, course: number, without: readonly number[]): Float32Array {
    const out = new Float32Array((1 + without.length) * featureCount);
    if (this.#asked.length <= without.length) this.#asked = new Float64Array(2 * without.length);
    for (const [f, { scale }] of features.entries()) {
      this.#members[f]!.scoresOf(query, course, without, this.#asked);
      for (let i = 0; i <= without.length; i++) out[i * featureCount + f] = scaled(this.#asked[i]!, scale);
    }
    for (let i = 0; i <= without.length; i++)
      out[(i + 1) * featureCount - 1] = Math.log1p(query.history.length - (i === 0 ? 0 : 1));
    return out;
  }
}

/** As many of the first courses as a member names, of those that are allowed. */
function firstOf(courses: Int32Array, allowed: (course: number) => boolean): Int32Array {
  const found = new Int32Array(retrieved);
  let count = 0;
  for (let i = 0; i < courses.length && count < retrieved; i++)
    if (allowed(courses[i]!)) found[count++] = courses[i]!;
  return found.subarray(0, count);
}

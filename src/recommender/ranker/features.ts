import type { ExactScoring, ExplainableScorer, Query } from '../data/scorer.ts';
import { topUnordered, topUnorderedAmong } from '../data/top-courses.ts';
import type { FeatureScale, FittedScorers, ScorerDefinition } from '../scorer-kit/scorer-definition.ts';
import { shippedScorers } from '../scorers/shipped-scorers.ts';

/** Place of the length of the history: which scorer is right depends on how much is known. */
const lengthFeature = shippedScorers.length;
/** Features that the deep part of the ranker sees: the first ones. */
export const deepFeatureCount = lengthFeature + 1;
/**
 * From here on what the scorers say, times how little is known: the wide part may believe each of them more or less of
 * newcomers.
 */
export const firstOfLittleKnown = deepFeatureCount;
export const featureCount = firstOfLittleKnown + shippedScorers.length;

/** Places of the features whose scorers name candidates. */
export const candidateFeatures: readonly number[] = shippedScorers.flatMap(({ namesCandidates }, f) =>
  namesCandidates ? f : [],
);

/** Places of the features that say how a course relates to those taken: nothing to whoever has taken none. */
export const relatingFeatures: readonly number[] = shippedScorers.flatMap(({ relatesCourses }, f) =>
  relatesCourses ? f : [],
);

/** Candidates that each scorer names: more are no better (docs/decisions/0005). */
const namedByEach = 30;

/** Marks of courses while candidates are chosen. */
const isCandidate = 1;
const isTaken = 2;

const leastShare = 0.05;
const logOfLeastShare = Math.fround(Math.log(leastShare));
const leastAttention = 0.1;

/**
 * All scales in one function, so that the loops which call it have it inlined. Rounded as an array of features holds it:
 * what is kept for the next question must be what was computed for this one, to the last bit.
 */
export function scaled(score: number, scale: FeatureScale): number {
  if (scale === 'votes') return score > 0 ? Math.fround(Math.log1p(100 * score)) : 0;
  if (scale === 'share') return score === 0 ? logOfLeastShare : Math.fround(Math.log(score + leastShare));
  return Math.fround(scale === 'attention' ? Math.log(score + leastAttention) : score);
}

/** Rows of `explained` before those without a course of the history. */
export const explainedRows = 3;

/** 1 for a newcomer, a half after one course, and towards 0. */
export function littleKnown(courses: number): number {
  return 1 / (1 + courses);
}

/** The courses that the ranker looks at for one query. */
export interface Candidates {
  /** Ascending; none of them in the history. Overwritten when others are looked for, as their features are. */
  courses: Int32Array;
  /** Computes the features of the candidates: courses × featureCount. */
  features(): Float32Array;
}

/** One scorer at work. */
interface Feature {
  definition: ScorerDefinition;
  scorer: ExplainableScorer;
  place: number;
  /** The scores that it last had for everybody alike. */
  forAll?: Float32Array;
  /** What the ranker is told of these; computed when they are asked for again. */
  told?: Float32Array | undefined;
}

/** A scorer that names candidates, with the memory for its scores of the whole catalogue. */
interface NamingFeature extends Feature {
  scores: Float32Array;
}

/**
 * Turns queries into candidates, and candidates into features. Its arrays are working memory.
 */
export class FeatureExtractor {
  readonly #features: readonly Feature[];
  readonly #naming: readonly NamingFeature[];
  /** Those that are only asked about candidates. */
  readonly #others: readonly Feature[];
  /** Scores of a scorer that names no candidates. */
  readonly #scores: Float32Array;
  /** Courses that a sparse scorer has scores for. */
  readonly #touched: Int32Array;
  /** By course; zeros between calls. */
  readonly #marks: Uint8Array;
  readonly #chosen: Int32Array;
  /** Features of the candidates of the last query. */
  #candidateFeatures = new Float32Array(512 * featureCount);
  /** Scores of one course, with and without each of some courses of a history. */
  #scoresWithout = new Float64Array(16);
  /** What `explained` returns. */
  #explained = new Float32Array(16 * featureCount);

  constructor(scorers: FittedScorers) {
    const { courseCount } = scorers;
    // What is left out is 0 everywhere, which tells the ranker nothing.
    this.#features = shippedScorers.flatMap((definition, place) => {
      const scorer = scorers.asked(definition);
      return scorer ? { definition, scorer, place } : [];
    });
    this.#naming = this.#features.flatMap((feature) =>
      feature.definition.namesCandidates && !feature.scorer.bestForAll
        ? { ...feature, scores: new Float32Array(courseCount) }
        : [],
    );
    this.#others = this.#features.filter(({ place }) =>
      this.#naming.every((naming) => naming.place !== place),
    );
    this.#scores = new Float32Array(courseCount);
    this.#touched = new Int32Array(courseCount);
    this.#marks = new Uint8Array(courseCount);
    this.#chosen = new Int32Array(courseCount);
  }

  /**
   * Asks each scorer that names candidates about the whole catalogue.
   * @param extra candidates whatever the scorers say
   * @param wholeCatalogue receives the scores that one scorer has for all courses, which costs nothing here
   */
  candidates(
    query: Query,
    extra: Iterable<number> = [],
    wholeCatalogue?: { of: ScorerDefinition; out: Float32Array },
  ): Candidates {
    const marks = this.#marks;
    const chosen = this.#chosen;
    let count = 0;
    const choose = (course: number) => {
      if (marks[course] !== 0) return;
      marks[course] = isCandidate;
      chosen[count++] = course;
    };
    const isNew = (course: number) => marks[course] !== isTaken;
    const chooseFirst = (best: Int32Array) => {
      for (let i = 0, named = 0; i < best.length && named < namedByEach; i++) {
        if (!isNew(best[i]!)) continue;
        named++;
        choose(best[i]!);
      }
    };
    for (const course of query.history) marks[course] = isTaken;
    for (const course of extra) choose(course);
    const exactScorings = new Map<NamingFeature, ExactScoring>();
    for (const { scorer, definition } of this.#others)
      if (definition.namesCandidates && scorer.bestForAll) chooseFirst(scorer.bestForAll(query));
    const scored: [NamingFeature, Float32Array][] = [];
    for (const feature of this.#naming) {
      const { scorer, definition } = feature;
      const scores = definition.name === wholeCatalogue?.of.name ? wholeCatalogue.out : feature.scores;
      let best: readonly number[];
      if (scorer.scoreSparsely) {
        const touched = this.#touched.subarray(0, scorer.scoreSparsely(query, scores, this.#touched));
        best = topUnorderedAmong(touched, scores, namedByEach, isNew);
      } else {
        if (scorer.scoreRoughly) exactScorings.set(feature, scorer.scoreRoughly(query, scores));
        else scorer.score(query, scores);
        const above = definition.namesCandidates === 'above-zero' ? 0 : Number.NEGATIVE_INFINITY;
        best = topUnordered(scores, namedByEach, isNew, above);
      }
      for (let i = 0; i < best.length; i++) choose(best[i]!);
      if (!exactScorings.has(feature)) scored.push([feature, scores]);
    }
    for (const course of query.history) marks[course] = 0;
    for (let c = 0; c < count; c++) marks[chosen[c]!] = 0;

    const courses = chosen.subarray(0, count).sort();
    const size = count * featureCount;
    if (this.#candidateFeatures.length < size) this.#candidateFeatures = new Float32Array(2 * size);
    const features = this.#candidateFeatures.subarray(0, size).fill(0);
    for (const [feature, scores] of scored) fill(features, feature, scores, courses, query);
    return { courses, features: () => this.#completed(features, query, courses, exactScorings) };
  }

  /** Adds the features that are only asked about candidates. */
  #completed(
    features: Float32Array,
    query: Query,
    courses: Int32Array,
    exactScorings: ReadonlyMap<NamingFeature, ExactScoring>,
  ): Float32Array {
    const scores = this.#scores;
    for (const [feature, scoreExactly] of exactScorings) {
      scoreExactly(courses, scores);
      fill(features, feature, scores, courses, query);
    }
    for (const feature of this.#others) {
      const forAll = feature.scorer.scoresForAll?.(query);
      if (!forAll) feature.scorer.score(query, scores, courses);
      fill(features, feature, forAll ?? scores, courses, query, forAll && toldToAll(feature, forAll));
    }
    const length = Math.log1p(query.history.length);
    for (let at = lengthFeature; at < features.length; at += featureCount) features[at] = length;
    return features;
  }

  /**
   * Features of one course, by asking the scorers about it alone. (3 + places) × featureCount: first as things are,
   * then as they would be if everything that is said to all learners alike were that of the average course, then if it
   * were not known what the learner studies, then without the course at each of these places of the history.
   * Overwritten by the next call.
   */
  explained(query: Query, course: number, places: readonly number[]): Float32Array {
    const rows = explainedRows + places.length;
    if (this.#scoresWithout.length < rows) {
      this.#scoresWithout = new Float64Array(2 * rows);
      this.#explained = new Float32Array(2 * rows * featureCount);
    }
    const scores = this.#scoresWithout;
    const out = this.#explained.subarray(0, rows * featureCount).fill(0);
    const { length } = query.history;
    const little = littleKnown(length);
    const littleWithout = littleKnown(length - 1);
    for (const { scorer, place, definition } of this.#features) {
      const { scale } = definition;
      scorer.scoreWithout(query, course, places, scores);
      const asIs = scores[0]!;
      const told = scaled(asIs, scale);
      out[place] = told;
      out[firstOfLittleKnown + place] = told * little;
      const personal = scorer.personalScore?.(asIs, course) ?? asIs;
      const toldPersonally = personal === asIs ? told : scaled(personal, scale);
      out[featureCount + place] = toldPersonally;
      out[featureCount + firstOfLittleKnown + place] = toldPersonally * little;
      const toldToAny = scorer.scoreForAnyStudy
        ? scaled(query.study ? scorer.scoreForAnyStudy(query, course) : asIs, scale)
        : told;
      out[2 * featureCount + place] = toldToAny;
      out[2 * featureCount + firstOfLittleKnown + place] = toldToAny * little;
      for (
        let row = explainedRows, at = explainedRows * featureCount + place;
        row < rows;
        row++, at += featureCount
      ) {
        const score = scores[row - explainedRows + 1]!;
        const value = score === asIs ? told : scaled(score, scale);
        out[at] = value;
        out[at + firstOfLittleKnown] = value * littleWithout;
      }
    }
    const whole = Math.log1p(length);
    const without = Math.log1p(length - 1);
    for (let row = 0, at = lengthFeature; row < rows; row++, at += featureCount)
      out[at] = row < explainedRows ? whole : without;
    return out;
  }
}

/**
 * Writes what a scorer says of the candidates.
 * @param scores of the whole catalogue
 * @param told the same as the ranker is told it, where it is known
 */
function fill(
  features: Float32Array,
  { place, definition: { scale } }: Feature,
  scores: Float32Array,
  courses: Int32Array,
  { history }: Query,
  told?: Float32Array,
): void {
  const little = littleKnown(history.length);
  let score = Number.NaN;
  let value = 0;
  for (let c = 0, at = place; c < courses.length; c++, at += featureCount) {
    const course = courses[c]!;
    if (told) value = told[course]!;
    else if (scores[course] !== score) {
      score = scores[course]!;
      value = scaled(score, scale);
    }
    features[at] = value;
    features[at + firstOfLittleKnown] = value * little;
  }
}

/**
 * What the ranker is told of scores that are the same for everybody: computed for the whole catalogue once they are asked for
 * again. Undefined before: a training asks about many moments, each of which has scores of its own.
 */
function toldToAll(feature: Feature, scores: Float32Array): Float32Array | undefined {
  if (feature.forAll === scores)
    feature.told ??= scores.map((score) => scaled(score, feature.definition.scale));
  else {
    feature.forAll = scores;
    feature.told = undefined;
  }
  return feature.told;
}

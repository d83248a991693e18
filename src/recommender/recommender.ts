import type { Query, Scorer } from './data/scorer.ts';
import { valueAt } from './data/sparse.ts';
import type { TermCalendar } from './data/term-calendar.ts';
import { topCourses } from './data/top-courses.ts';
import { explainedRows, FeatureExtractor, scaled } from './ranker/features.ts';
import type { Ranker } from './ranker/ranker.ts';
import type { FittedScorers } from './scorer-kit/scorer-definition.ts';
import { content } from './scorers/content.ts';
import { type Fellows, fellowStudents } from './scorers/fellow-students.ts';
import { gmf } from './scorers/gmf-scorer.ts';
import { itemNeighbours } from './scorers/item-neighbours.ts';
import { popularity } from './scorers/popularity.ts';
import { shippedScorers } from './scorers/shipped-scorers.ts';
import { transitions } from './scorers/transitions.ts';
import type { CourseIndex } from './text/course-index.ts';

/** Why a course has its score: what the score would lose without it. Shares are in units of the score. */
export type Contribution =
  | { kind: 'history'; course: number; share: number }
  | { kind: 'popularity'; share: number }
  /** That people who study the same take the course. */
  | { kind: 'study'; share: number };

/** Newcomers who are shown what is popular, because the ranker is not seen to serve them better. */
export interface PopularFor {
  /** Those of whom nothing is known. */
  unknown: boolean;
  /** Those of whom it is known what they study. */
  studying: boolean;
}

/** Everything that a trained recommender consists of; see `serialize.ts` for its stored form. */
export interface RecommenderParts {
  scorers: FittedScorers;
  ranker: Ranker;
  /** Standard deviation of the ranker's scores over the candidates of a learner: the unit of the scores. */
  deviation: number;
  /** By course, in the unit of the ranker's scores: what was learnt from what was shown (`feedback/appeal.ts`), if anything. */
  appeal?: Float32Array;
  /** Absent: nobody. */
  popularFor?: PopularFor;
  /** When people choose; absent: at any time. */
  calendar?: TermCalendar;
}

/** Courses of a history that an explanation tries to do without, at most. */
const explainedCourses = 12;
/** All places of a history, by its length. */
const allPlaces = Array.from({ length: explainedCourses + 1 }, (_, length) => [...Array(length).keys()]);
const noPlaces: readonly number[] = [];

/**
 * Scores and explains, in two stages: the scorers name candidates, and the ranker weighs what they say of each. Courses
 * that are no candidates follow after all candidates, in the order of the network, or of popularity where the network
 * is left out. Newcomers whom the ranker does not serve better (`popular-for.ts`) get all courses by popularity.
 */
export class Recommender implements Scorer {
  readonly parts: RecommenderParts;
  readonly #extractor: FeatureExtractor;
  /** What `#rankerScores` returns. */
  #scores = new Float32Array(512);
  /** What was explained last: how it scores as things are is asked for again. */
  #explained: { query: Query; course: number; score: number } | undefined;

  constructor(parts: RecommenderParts) {
    this.parts = parts;
    this.#extractor = new FeatureExtractor(parts.scorers);
  }

  get courseCount(): number {
    return this.parts.scorers.courseCount;
  }

  get texts(): CourseIndex {
    return this.parts.scorers.get(content).texts;
  }

  /** @param extra courses that the ranker is to look at whatever the scorers say */
  score(query: Query, out: Float32Array, extra: Iterable<number> = []): void {
    const { scorers } = this.parts;
    if (this.#isShownPopular(query)) {
      scorers.get(popularity).score(query, out);
      for (let course = 0; course < out.length; course++)
        out[course] = this.#popular(out[course]!) + this.#appealOf(course);
      return;
    }
    const candidates = this.#extractor.candidates(query, extra, { of: gmf, out });
    if (!scorers.asked(gmf)) scorers.get(popularity).score(query, out);
    const { courses } = candidates;
    const scores = this.#rankerScores(candidates.features(), courses.length);
    for (let c = 0; c < courses.length; c++) scores[c]! += this.#appealOf(courses[c]!);
    let lowest = 0;
    for (let c = 0; c < scores.length; c++) if (scores[c]! < lowest) lowest = scores[c]!;
    // The scores of all other courses, squeezed into the space below the last candidate.
    for (let course = 0; course < out.length; course++) {
      const score = out[course]!;
      out[course] = lowest - 1.5 + (0.5 * score) / (1 + Math.abs(score));
    }
    for (let c = 0; c < courses.length; c++) out[courses[c]!] = scores[c]!;
  }

  /**
   * The probability that a course is the next one that somebody with this history takes, for a newcomer who is shown what
   * is popular its share of all enrolments; 0 for a course that is no candidate. They add up to the share of next courses that are candidates.
   * @param out as long as the catalogue; overwritten
   */
  probabilities(query: Query, out: Float32Array): void {
    if (this.#isShownPopular(query)) {
      this.parts.scorers.get(popularity).score(query, out);
      for (let course = 0; course < out.length; course++) out[course]! /= out.length;
      return;
    }
    const candidates = this.#extractor.candidates(query);
    const { courses } = candidates;
    const scores = new Float32Array(courses.length);
    this.parts.ranker.score(candidates.features(), scores);
    const { temperature, namedShare } = this.parts.ranker.calibration;
    const largest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    const odds = scores.map((score) => Math.exp((score - largest) / temperature));
    const sum = odds.reduce((total, odd) => total + odd, 0);
    out.fill(0);
    for (let c = 0; c < courses.length; c++) out[courses[c]!] = (namedShare * odds[c]!) / sum;
  }

  /**
   * What the score of a candidate rests on, largest share first. The share of a course taken is what the score loses
   * when that course is left out. The share of popularity is what the score would lose if everything that is the same
   * for every learner (trends, the bias of the network, the appeal of the course where it is shown) were that of the average
   * course. Only what speaks for the
   * course is listed: that may be nothing.
   */
  explain(query: Query, course: number): Contribution[] {
    if (this.#isShownPopular(query)) {
      const share = this.scoreOf(query, course) - this.#popular(1);
      return share > 0 ? [{ kind: 'popularity', share }] : [];
    }
    const places = this.#closestPlaces(query, course);
    const features = this.#extractor.explained(query, course, places);
    const scores = this.#rankerScores(features, explainedRows + places.length);
    const score = scores[0]!;
    this.#explained = { query, course, score };
    const contributions: Contribution[] = [];
    const popularity = score - scores[1]! + this.#appealOf(course);
    if (popularity > 0) addByShare(contributions, { kind: 'popularity', share: popularity });
    const study = score - scores[2]!;
    if (study > 0) addByShare(contributions, { kind: 'study', share: study });
    for (let i = 0; i < places.length; i++) {
      const share = score - scores[explainedRows + i]!;
      if (share > 0)
        addByShare(contributions, { kind: 'history', course: query.history[places[i]!]!, share });
    }
    return contributions;
  }

  /**
   * The score of a candidate.
   * @param left the same query with a part of the history: what the rest is worth to whoever has taken all is asked
   */
  scoreOf(query: Query, course: number, left: Query = query): number {
    if (this.#isShownPopular(query)) {
      const score = new Float64Array(1);
      this.parts.scorers.get(popularity).scoreWithout(query, course, [], score);
      return this.#popular(score[0]!) + this.#appealOf(course);
    }
    const known = this.#explained;
    if (known?.query === left && known.course === course) return known.score + this.#appealOf(course);
    const scores = this.#rankerScores(this.#extractor.explained(left, course, noPlaces), explainedRows);
    return scores[0]! + this.#appealOf(course);
  }

  /**
   * At least this share of those who took one course took the other in a later session. 0 where few did, and for pairs
   * that are not among the most frequent of a course.
   */
  shareThatWentOn(from: number, to: number): number {
    return valueAt(this.parts.scorers.get(transitions).wentOn, from, to);
  }

  /** The people who study the same as a learner, where they often take a course: ten of them or more. */
  fellowsTaking(course: number, { study }: Query): Fellows | undefined {
    return study && this.parts.scorers.get(fellowStudents).often(course, study);
  }

  #isShownPopular({ history, study }: Query): boolean {
    const { popularFor } = this.parts;
    return history.length === 0 && popularFor !== undefined && popularFor[study ? 'studying' : 'unknown'];
  }

  /** In deviations. @param score of popularity, 1 for the average course */
  #popular(score: number): number {
    return scaled(score, popularity.scale) / this.parts.deviation;
  }

  /** In deviations. */
  #appealOf(course: number): number {
    const { appeal, deviation } = this.parts;
    return appeal ? appeal[course]! / deviation : 0;
  }

  /** Whether people take two courses instead of each other: nobody took both, who take the same others. */
  clash(course: number, other: number): boolean {
    const { instead } = this.parts.scorers.get(transitions);
    return valueAt(instead, course, other) > 0 || valueAt(instead, other, course) > 0;
  }

  /** Scores of the ranker in deviations; overwritten by the next call. @param features rows × featureCount */
  #rankerScores(features: Float32Array, rows: number): Float32Array {
    if (this.#scores.length < rows) this.#scores = new Float32Array(2 * rows);
    const scores = this.#scores.subarray(0, rows);
    this.parts.ranker.score(features, scores);
    for (let row = 0; row < rows; row++) scores[row]! /= this.parts.deviation;
    return scores;
  }

  /**
   * Places in the history of the courses that may have most to do with a course: by what the scorers that relate
   * courses say of the two, fading with age as neighbours were found to.
   */
  #closestPlaces({ history }: Query, course: number): readonly number[] {
    if (history.length <= explainedCourses) return allPlaces[history.length]!;
    const { scorers } = this.parts;
    const { decay } = scorers.find(itemNeighbours) ?? scorers.get(transitions);
    const relations = new Float64Array(history.length);
    for (const one of shippedScorers)
      if (one.relatesCourses) scorers.find(one)?.addRelations?.(course, history, relations);
    const closeness = Float32Array.from(relations, (sum, i) => sum * decay ** (history.length - 1 - i));
    return topCourses(closeness, explainedCourses);
  }
}

/** Puts one behind all whose share is as large. There are a dozen: sorting them costs more than finding the place. */
function addByShare(contributions: Contribution[], one: Contribution): void {
  let at = contributions.length;
  while (at > 0 && contributions[at - 1]!.share < one.share) {
    contributions[at] = contributions[at - 1]!;
    at--;
  }
  contributions[at] = one;
}

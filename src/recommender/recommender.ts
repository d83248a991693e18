import type { Query, Scorer } from './data/scorer.ts';
import { topCourses } from './data/top-courses.ts';
import { averageFeatures, FeatureExtractor, featureCount, gmfFeature } from './ranker/features.ts';
import type { Ranker } from './ranker/ranker.ts';
import type { Members } from './scorers/shipped-scorers.ts';
import type { CourseIndex } from './text/course-index.ts';

/** Why a course has its score: what the score would lose without it. Shares are in units of the score. */
export type Contribution =
  | { kind: 'history'; course: number; share: number }
  | { kind: 'popularity'; share: number };

/** Everything a trained recommender consists of; see `serialize.ts` for its stored form. */
export interface RecommenderParts {
  members: Members;
  ranker: Ranker;
  /** Standard deviation of the ranker's scores over the candidates of a learner: the unit of the scores. */
  deviation: number;
}

/** Courses of a history that an explanation tries to do without. */
const explainedCourses = 12;

/**
 * Scores and explains, in two stages: the members name candidates, the ranker weighs what they say of each. Courses
 * that are no candidates follow after all that are, in the order of the network.
 */
export class Recommender implements Scorer {
  readonly parts: RecommenderParts;
  readonly #extractor: FeatureExtractor;
  readonly #meanBias: number;

  constructor(parts: RecommenderParts) {
    this.parts = parts;
    const { bias } = parts.members.gmf.parameters;
    this.#meanBias = bias.reduce((sum, value) => sum + value, 0) / bias.length;
    this.#extractor = new FeatureExtractor(parts.members);
  }

  get courseCount(): number {
    return this.parts.members.popularity.scores.length;
  }

  get texts(): CourseIndex {
    return this.parts.members.content.texts;
  }

  /** @param candidates courses that the ranker is to look at whatever the members say */
  score(query: Query, out: Float32Array, candidates: Iterable<number> = []): void {
    const { ranker, deviation } = this.parts;
    const chosen = this.#extractor.candidates(query, candidates);
    const features = this.#extractor.of(query, chosen);
    const scores = new Float32Array(chosen.length);
    ranker.scores(features, scores);
    let lowest = 0;
    for (let c = 0; c < scores.length; c++) {
      scores[c]! /= deviation;
      if (scores[c]! < lowest) lowest = scores[c]!;
    }
    // The network's opinion of the rest, squeezed into the space below the last candidate.
    const network = this.#extractor.scoresOf('gmf');
    for (let course = 0; course < out.length; course++) {
      const opinion = network[course]!;
      out[course] = lowest - 1.5 + (0.5 * opinion) / (1 + Math.abs(opinion));
    }
    for (let c = 0; c < chosen.length; c++) out[chosen[c]!] = scores[c]!;
  }

  /**
   * What the score of a candidate rests on, largest share first. A course taken has the share that the score loses when
   * it is left out; popularity has what it would lose if what is the same for every learner (trends, and the network's
   * bias) were that of the average course. Only what speaks for the course is listed: it may be nothing.
   */
  explain(query: Query, course: number): Contribution[] {
    const places = this.#mostTelling(query, course);
    const features = this.#extractor.ofOne(query, course, places);
    const scores = this.#scoresOf(features, 1 + places.length);
    const common = this.#scoresOf(this.#asCommon(features, course), 1);
    const contributions: Contribution[] = [];
    const popularity = scores[0]! - common[0]!;
    if (popularity > 0) contributions.push({ kind: 'popularity', share: popularity });
    for (let i = 0; i < places.length; i++) {
      const share = scores[0]! - scores[i + 1]!;
      if (share > 0) contributions.push({ kind: 'history', course: query.history[places[i]!]!, share });
    }
    return contributions.sort((a, b) => b.share - a.share);
  }

  #scoresOf(features: Float32Array, rows: number): Float32Array {
    const scores = new Float32Array(rows);
    this.parts.ranker.scores(features, scores);
    for (let row = 0; row < rows; row++) scores[row]! /= this.parts.deviation;
    return scores;
  }

  #asCommon(features: Float32Array, course: number): Float32Array {
    const common = features.slice(0, featureCount);
    for (const [f, average] of averageFeatures) common[f] = average;
    common[gmfFeature]! -= this.parts.members.gmf.parameters.bias[course]! - this.#meanBias;
    return common;
  }

  /** Places in the history of those that may have most to do with a course, by what votes and words say of the two. */
  #mostTelling({ history, at }: Query, course: number): number[] {
    if (history.length <= explainedCourses) return [...history.keys()];
    const { transitions, neighbours, ease, content } = this.parts.members;
    const said = new Float64Array(1);
    const telling = Float32Array.from(history, (taken, i) => {
      const alone = { history: Int32Array.of(taken), at };
      let sum = 0;
      for (const member of [transitions, neighbours, ease, content]) {
        member.scoresOf(alone, course, [], said);
        sum += said[0]!;
      }
      return sum * neighbours.decay ** (history.length - 1 - i);
    });
    return topCourses(telling, explainedCourses);
  }
}

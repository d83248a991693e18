import type { TestCase } from '../../data/split.ts';
import { topCourses } from '../../data/top-courses.ts';
import type { RankedCase } from '../evaluate.ts';
import { qualityOf, ranksOf } from '../metrics.ts';
import { lowerPopular } from './even-out.ts';
import { addExposures, addTo, type Exposure, expose, noExposure } from './exposure.ts';
import { offeredCourses, popularityThirds, thirdNames } from './popularity-thirds.ts';

/** The lists of one way to rank: what they showed, and how good they were. */
export interface Lists {
  exposure: Exposure;
  /** NDCG@10 of each case, in their order. */
  ndcgs: Float64Array;
}

/** How a model treats courses and learners. */
export interface Fairness {
  lists: Lists;
  /** How many courses each case showed, beside `lists.ndcgs`. */
  historyLengths: Int32Array;
  /**
   * NDCG@10 of the targets of the head, the middle and the tail, of each case that has such a target. A case with
   * targets in several thirds is asked for those of each alone; its other targets are then not ranked.
   */
  ndcgsByThird: Float64Array[];
  /** How many targets lie in the head, the middle and the tail: what the lists should have shown. */
  targetsByThird: Int32Array;
  /** The lists when the scores of popular courses are lowered by these powers (`lowerPopular`). */
  evened: { power: number; lists: Lists }[];
}

/** Collects the fairness of a model while its cases are ranked. */
export class FairnessTally {
  readonly #learners: Float32Array;
  readonly #thirds: Uint8Array;
  readonly #plain: GrowingLists;
  readonly #evened: readonly (GrowingLists & { power: number })[];
  readonly #historyLengths: number[] = [];
  readonly #targetsByThird = new Int32Array(thirdNames.length);
  readonly #ndcgsByThird: number[][] = thirdNames.map(() => []);
  readonly #lowered: Float32Array;

  /**
   * @param learners how many are known to have taken each course
   * @param places of the courses by popularity (`popularityPlaces`)
   * @param powers by which popular courses are lowered, each for lists of its own
   */
  constructor(
    cases: readonly TestCase[],
    learners: Float32Array,
    places: Int32Array,
    powers: readonly number[] = [],
  ) {
    const offered = offeredCourses(cases, places.length);
    const start = (): GrowingLists => ({ exposure: noExposure(offered), ndcgs: [] });
    this.#learners = learners;
    this.#thirds = popularityThirds(places, offered);
    this.#plain = start();
    this.#evened = powers.map((power) => ({ power, ...start() }));
    this.#lowered = new Float32Array(places.length);
  }

  add({ testCase, scores, list, quality }: RankedCase): void {
    const { query, targets } = testCase;
    this.#addTo(this.#plain, list, quality.ndcgAt10);
    this.#historyLengths.push(query.history.length);
    for (const [third, ndcgs] of this.#ndcgsByThird.entries()) {
      const asked = targets.filter((target) => this.#thirds[target] === third);
      this.#targetsByThird[third]! += asked.length;
      if (asked.length > 0) ndcgs.push(ndcgOfSome(scores, asked, targets));
    }
    for (const evened of this.#evened) {
      lowerPopular(scores, this.#learners, evened.power, this.#lowered);
      const { ndcgAt10 } = qualityOf(ranksOf(this.#lowered, targets));
      this.#addTo(evened, topCourses(this.#lowered, 10), ndcgAt10);
    }
  }

  get fairness(): Fairness {
    return {
      lists: grown(this.#plain),
      historyLengths: Int32Array.from(this.#historyLengths),
      targetsByThird: this.#targetsByThird,
      ndcgsByThird: this.#ndcgsByThird.map((ndcgs) => Float64Array.from(ndcgs)),
      evened: this.#evened.map((evened) => ({ power: evened.power, lists: grown(evened) })),
    };
  }

  #addTo(lists: GrowingLists, list: readonly number[], ndcg: number): void {
    expose(lists.exposure, list, this.#thirds);
    lists.ndcgs.push(ndcg);
  }
}

interface GrowingLists {
  exposure: Exposure;
  ndcgs: number[];
}

function grown({ exposure, ndcgs }: GrowingLists): Lists {
  return { exposure, ndcgs: Float64Array.from(ndcgs) };
}

/** NDCG@10 of some of the targets, the others not ranked. @param scores as they were in the end */
function ndcgOfSome(scores: Float32Array, asked: Int32Array, targets: Int32Array): number {
  const others = targets.filter((target) => !asked.includes(target));
  const kept = Float32Array.from(others, (target) => scores[target]!);
  for (const target of others) scores[target] = Number.NaN;
  const { ndcgAt10 } = qualityOf(ranksOf(scores, asked));
  for (const [i, target] of others.entries()) scores[target] = kept[i]!;
  return ndcgAt10;
}

/** The fairness of several parts as one, in which every case counts the same. @param parts at least one */
export function pooledFairness(parts: readonly Fairness[]): Fairness {
  const together = (lists: readonly Lists[]): Lists => ({
    exposure: addExposures(lists.map(({ exposure }) => exposure)),
    ndcgs: joined(lists.map(({ ndcgs }) => ndcgs)),
  });
  const targetsByThird = new Int32Array(thirdNames.length);
  for (const part of parts) addTo(targetsByThird, part.targetsByThird);
  return {
    lists: together(parts.map(({ lists }) => lists)),
    historyLengths: Int32Array.from(parts.flatMap(({ historyLengths }) => [...historyLengths])),
    ndcgsByThird: thirdNames.map((_, third) => joined(parts.map(({ ndcgsByThird }) => ndcgsByThird[third]!))),
    targetsByThird,
    evened: parts[0]!.evened.map(({ power }, i) => ({
      power,
      lists: together(parts.map(({ evened }) => evened[i]!.lists)),
    })),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}

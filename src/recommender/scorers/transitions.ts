import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import { rowOf, type SparseMatrix, stackRows, strongestOf, strongestOfRows } from '../data/sparse.ts';
import { countPairs } from '../scorer-kit/co-enrolment.ts';
import type { ScorerDefinition, ScorerFamily } from '../scorer-kit/scorer-definition.ts';
import { countedScorer } from '../scorer-kit/scorer-definition.ts';
import { storedNothing } from '../scorer-kit/stored-scorer.ts';
import { tunedVotingScorer, VotingScorer } from '../scorer-kit/voting-scorer.ts';
import type { Tunable } from '../tuning/tune.ts';

export interface TransitionOptions {
  /** Sessions after a course whose courses still count as following it. */
  window: number;
  /** Weight of a follower against the one before it. */
  followerDecay: number;
  /** What a pair counts that was taken the other way round; one taken in the same session counts the mean of both. */
  reverse: number;
  /** Power of its number of learners that a follower's votes are divided by: what is popular follows everything. */
  discount: number;
  /** Learners that are added to every course, so that a course that two people took is sure of nothing. */
  shrinkage: number;
  /** What a course taken one place earlier weighs in a query. */
  historyDecay: number;
}

export const tunableTransitions: Tunable<
  'followerDecay' | 'window' | 'shrinkage' | 'reverse' | 'discount',
  'historyDecay',
  VotingScorer
> = {
  fitted: {
    followerDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1],
    window: [20, 5, 10, 50],
    shrinkage: [5, 0, 1, 20, 100],
    reverse: [0, 0.1, 0.25, 0.5, 1],
    discount: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1],
  },
  scored: { historyDecay: [0.8, 0.4, 0.5, 0.6, 0.7, 0.9, 0.95, 1] },
  fit: (dataset, options) => {
    const { matrix } = fitTransitions(dataset, options);
    return ({ historyDecay }) => new VotingScorer(matrix, historyDecay);
  },
};

/**
 * Which courses come after which: a Markov chain with a window, P(follower | course taken), summed over a history
 * (factored chains for baskets: Rendle et al. 2010; here counted, not factored).
 */
export function fitTransitions(dataset: Dataset, options: Partial<TransitionOptions> = {}): VotingScorer {
  const { window = 20, followerDecay = 0.9, shrinkage = 5, historyDecay = 0.8 } = options;
  const { reverse = 0, discount = 0 } = options;
  const followers = countPairs(dataset, (distance) => {
    if (distance === 0) return (1 + reverse) / 2;
    const weight = Math.abs(distance) <= window ? followerDecay ** (Math.abs(distance) - 1) : 0;
    return distance > 0 ? weight : reverse * weight;
  });
  const learners = popularityCounts(dataset);
  const mean = dataset.courses.length / dataset.courseCount;
  const popular = learners.map((count) => Math.max(1, count / mean) ** discount);
  for (let row = 0; row < followers.rows; row++) {
    for (let i = followers.offsets[row]!; i < followers.offsets[row + 1]!; i++)
      followers.values[i]! /= (learners[row]! + shrinkage) * popular[followers.columns[i]!]!;
  }
  return new VotingScorer(followers, historyDecay);
}

const family: ScorerFamily = {
  name: 'transitions',
  title: 'transitions',
};

const tuned = tunedVotingScorer({ name: 'transitions', family, tunableFor: () => tunableTransitions });

/** Others that are kept of those which people went on to from a course. */
const wentOnKept = 50;
/** What fewer people did is not kept: it would be about persons. */
const fewestPeople = 5;
/** Of two courses nobody took both where so many people would by chance: the odds are 1 to 1,100, of one pair among many. */
const expectedAtLeast = 7;
/** Cosine of how often all others are taken beside each of two courses, from which on it is the same others. */
const sameOthers = 0.5;
/** Others that are kept of those which are taken instead of a course. */
const insteadKept = 300;

/**
 * Votes with which other courses follow; beside them what is told to people, how many of a course's learners went on;
 * and which courses are taken instead of each other.
 */
export class Transitions extends VotingScorer {
  /** courses × courses: which share of those who took the row's course took the column's in a later session. */
  readonly wentOn: SparseMatrix;

  /** courses × courses: which are taken instead of the row's course, by how many people would take both by chance. */
  readonly instead: SparseMatrix;

  constructor({ matrix, decay }: VotingScorer, wentOn: SparseMatrix, instead: SparseMatrix) {
    super(matrix, decay);
    this.wentOn = wentOn;
    this.instead = instead;
  }
}

/** Shares as they are, whatever votes are tuned to: without the other order, discounts and shrinkage. */
export function countWentOn(dataset: Dataset): SparseMatrix {
  const later = countPairs(dataset, (distance) => (distance > 0 ? 1 : 0));
  const learners = popularityCounts(dataset);
  const rows = Array.from(learners, (taken, course) => {
    const { columns, values } = rowOf(later, course);
    const kept = strongestOf(values, wentOnKept).filter((i) => values[i]! >= fewestPeople);
    return {
      columns: kept.map((i) => columns[i]!),
      values: Float32Array.from(kept, (i) => values[i]! / taken),
    };
  });
  return stackRows(rows, later.width);
}

/**
 * Courses that people take instead of each other: nobody took both, though many would if those who take several drew
 * them by lot, and the same others are taken beside each. Courses of two programmes, which nobody takes both of either,
 * have no others in common.
 */
export function countInstead(dataset: Dataset): SparseMatrix {
  const both = countPairs(dataset, () => 1);
  const rows = Array.from({ length: both.rows }, (_, course) => rowOf(both, course));
  const pairs = rows.map(({ values }) => values.reduce((sum, count) => sum + count, 0));
  const lengths = rows.map(({ values }) => Math.sqrt(values.reduce((sum, count) => sum + count ** 2, 0)));
  const allPairs = pairs.reduce((sum, of) => sum + of, 0);
  const own = new Float32Array(both.rows);
  const cosine = (course: number, other: number) => {
    const { columns, values } = rows[other]!;
    let product = 0;
    for (let i = 0; i < columns.length; i++) product += own[columns[i]!]! * values[i]!;
    return product / (lengths[course]! * lengths[other]!);
  };
  const most = pairs.reduce((largest, of) => Math.max(largest, of), 0);
  const often = Int32Array.from(pairs.keys()).filter(
    (course) => most * pairs[course]! >= expectedAtLeast * allPairs,
  );
  const instead = rows.map(({ columns, values }, course) => {
    const expected = (other: number) => (pairs[course]! * pairs[other]!) / allPairs;
    for (let i = 0; i < columns.length; i++) own[columns[i]!] = values[i]!;
    const others = often.filter(
      (other) =>
        expected(other) >= expectedAtLeast &&
        own[other] === 0 &&
        other !== course &&
        cosine(course, other) >= sameOthers,
    );
    for (const column of columns) own[column] = 0;
    return { columns: others, values: Float32Array.from(others, expected) };
  });
  return strongestOfRows(stackRows(instead, both.width), insteadKept);
}

/** Transitions with the memory that is best for them alone. */
export const transitions: ScorerDefinition<Transitions> = {
  ...{ name: tuned.name, family, scale: tuned.scale, effort: tuned.effort },
  // Cards say how many people went on to a course.
  ...{ namesCandidates: 'above-zero', relatesCourses: true, isNeeded: true },
  *tune(split, context) {
    const { options, examples } = yield* tuned.tune(split, context);
    return { options, examples };
  },
  *fit(context, options) {
    const { scorer, examples } = yield* tuned.fit(context, options);
    const { dataset } = context;
    return { scorer: new Transitions(scorer, countWentOn(dataset), countInstead(dataset)), examples };
  },
  store(scorer) {
    const { arrays, values } = tuned.store(scorer);
    const { wentOn, instead } = scorer;
    return {
      arrays: {
        ...arrays,
        ...{ wentOnOffsets: wentOn.offsets, wentOnColumns: wentOn.columns, wentOnShares: wentOn.values },
        ...{ insteadOffsets: instead.offsets, insteadColumns: instead.columns },
        insteadExpected: instead.values,
      },
      values,
    };
  },
  restore(stored, context) {
    const size = { rows: context.courseCount, width: context.courseCount };
    const wentOn = {
      ...{ ...size, offsets: stored.integers('wentOnOffsets'), columns: stored.integers('wentOnColumns') },
      values: stored.floats('wentOnShares'),
    };
    const instead = {
      ...{ ...size, offsets: stored.integers('insteadOffsets') },
      ...{ columns: stored.integers('insteadColumns'), values: stored.floats('insteadExpected') },
    };
    return new Transitions(tuned.restore(stored, context), wentOn, instead);
  },
};

/** What the course taken last leads to: often right where courses build on each other. */
export const shortTransitions = withMemory('shortTransitions', 0, 'above-zero');

/** What courses taken long ago still lead to. */
export const longTransitions = withMemory('longTransitions', 0.9);

/** The same transitions with another memory: nothing is fitted or stored again. */
function withMemory(
  name: string,
  historyDecay: number,
  namesCandidates?: 'above-zero',
): ScorerDefinition<VotingScorer> {
  const from = ({ matrix }: VotingScorer) => new VotingScorer(matrix, historyDecay);
  return countedScorer({
    ...{ name, family, scale: 'votes' },
    ...(namesCandidates && { namesCandidates }),
    fit: ({ scorers }) => from(scorers.get(transitions)),
    store: () => storedNothing,
    restore: (_stored, { scorers }) => from(scorers.get(transitions)),
  });
}

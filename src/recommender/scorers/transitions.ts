import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import { countPairs } from '../scorer-kit/co-enrolment.ts';
import type { ScorerDefinition } from '../scorer-kit/scorer-definition.ts';
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

const family = 'transitions';

/** Transitions with the memory that is best for them alone. */
export const transitions = tunedVotingScorer({
  name: 'transitions',
  family,
  tunableFor: () => tunableTransitions,
});

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

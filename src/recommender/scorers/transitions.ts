import type { Dataset } from '../data/dataset.ts';
import { popularity } from '../data/popularity-counts.ts';
import { countPairs } from '../scorer-kit/co-enrolment.ts';
import { Votes } from '../scorer-kit/voting-scorer.ts';
import type { Tunable } from '../tuning/tune.ts';

export interface TransitionOptions {
  /** Courses after a course that still count as following it. */
  window: number;
  /** Weight of a follower against the one before it. */
  followerDecay: number;
  /** Learners that are added to every course, so that one that two people took is sure of nothing. */
  shrinkage: number;
  /** What a course taken one place earlier weighs in a query. */
  historyDecay: number;
}

/** The options of transitions, worth tuning. */
export const tunableTransitions: Tunable<'followerDecay' | 'window' | 'shrinkage', 'historyDecay', Votes> = {
  fitted: {
    followerDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1],
    window: [20, 5, 10, 50],
    shrinkage: [5, 0, 1, 20, 100],
  },
  scored: { historyDecay: [0.8, 0.4, 0.5, 0.6, 0.7, 0.9, 0.95, 1] },
  fit: (dataset, options) => {
    const { matrix } = fitTransitions(dataset, options);
    return ({ historyDecay }) => new Votes(matrix, historyDecay);
  },
};

/** Which courses come after which: a Markov chain with a window, P(follower | course taken), summed over a history. */
export function fitTransitions(dataset: Dataset, options: Partial<TransitionOptions> = {}): Votes {
  const { window = 20, followerDecay = 0.9, shrinkage = 5, historyDecay = 0.8 } = options;
  const followers = countPairs(dataset, (distance) =>
    distance > 0 && distance <= window ? followerDecay ** (distance - 1) : 0,
  );
  const learners = popularity(dataset);
  for (let row = 0; row < followers.rows; row++) {
    for (let i = followers.offsets[row]!; i < followers.offsets[row + 1]!; i++)
      followers.values[i]! /= learners[row]! + shrinkage;
  }
  return new Votes(followers, historyDecay);
}

import { countPairs } from '../members/co-enrolment.ts';
import { Votes } from '../members/votes.ts';
import { popularity } from '../popularity.ts';
import { tuned } from './tuned.ts';

/**
 * Which courses come after which: a Markov chain with a window, P(follower | course taken), summed over the history.
 * `shrinkage` learners are added to every course.
 */
export const transitionsBaseline = tuned({
  fitted: {
    followerDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1],
    window: [20, 5, 10, 50],
    shrinkage: [5, 0, 1, 20, 100],
  },
  scored: { historyDecay: [0.8, 0.4, 0.5, 0.6, 0.7, 0.9, 0.95, 1] },
  fit: (dataset, _courses, { followerDecay, window, shrinkage }) => {
    const followers = countPairs(dataset, (distance) =>
      distance > 0 && distance <= window ? followerDecay ** (distance - 1) : 0,
    );
    const learners = popularity(dataset);
    for (let row = 0; row < followers.rows; row++)
      for (let i = followers.offsets[row]!; i < followers.offsets[row + 1]!; i++)
        followers.values[i]! /= learners[row]! + shrinkage;
    return ({ historyDecay }) => new Votes(followers, historyDecay);
  },
});

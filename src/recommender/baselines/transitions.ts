import { fitTransitions } from '../members/transitions.ts';
import { Votes } from '../members/votes.ts';
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
  fit: (dataset, _courses, options) => {
    const { matrix } = fitTransitions(dataset, options);
    return ({ historyDecay }) => new Votes(matrix, historyDecay);
  },
});

import { tunableTransitions } from '../scorers/transitions.ts';
import { tuned } from './tuned.ts';

/**
 * Which courses come after which: a Markov chain with a window, P(follower | course taken), summed over the history.
 * `shrinkage` learners are added to every course.
 */
export const transitionsBaseline = tuned(() => tunableTransitions);

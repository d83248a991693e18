import { fitItemNeighbours } from '../members/item-neighbours.ts';
import { Votes } from '../members/votes.ts';
import { tuned } from './tuned.ts';

/**
 * Item-based nearest neighbours (Sarwar et al. 2001): how many learners two courses share, by an asymmetric cosine
 * (Aiolli 2013; asymmetry 0.5 is the cosine) with `shrinkage` learners added to every course. All neighbours vote.
 */
export const itemNeighboursBaseline = tuned({
  fitted: { shrinkage: [30, 1, 3, 10, 100, 300], asymmetry: [0.5, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9] },
  scored: { historyDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1] },
  fit: (dataset, _courses, options) => {
    const { matrix } = fitItemNeighbours(dataset, options);
    return ({ historyDecay }) => new Votes(matrix, historyDecay);
  },
});

import { countPairs } from '../members/co-enrolment.ts';
import { Votes } from '../members/votes.ts';
import { popularity } from '../popularity.ts';
import { tuned } from './tuned.ts';

/**
 * Item-based nearest neighbours (Sarwar et al. 2001): how many learners two courses share, by an asymmetric cosine
 * (Aiolli 2013; asymmetry 0.5 is the cosine) with `shrinkage` learners added to every course. All neighbours vote.
 */
export const itemNeighboursBaseline = tuned({
  fitted: { shrinkage: [30, 1, 3, 10, 100, 300], asymmetry: [0.5, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9] },
  scored: { historyDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1] },
  fit: (dataset, _courses, { shrinkage, asymmetry }) => {
    const pairs = countPairs(dataset, () => 1);
    const learners = popularity(dataset);
    const own = learners.map((count) => (count + shrinkage) ** -asymmetry);
    const other = learners.map((count) => (count + shrinkage) ** (asymmetry - 1));
    for (let row = 0; row < pairs.rows; row++)
      for (let i = pairs.offsets[row]!; i < pairs.offsets[row + 1]!; i++)
        pairs.values[i]! *= own[row]! * other[pairs.columns[i]!]!;
    return ({ historyDecay }) => new Votes(pairs, historyDecay);
  },
});

import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import { countPairs } from '../scorer-kit/co-enrolment.ts';
import { tunedVotingScorer, VotingScorer } from '../scorer-kit/voting-scorer.ts';
import type { Tunable } from '../tuning/tune.ts';

export interface NeighbourOptions {
  /**
   * Power of the voting course's number of learners in the norm; the rest, up to 1, is the candidate's. 0.5 is the
   * cosine; above it, popular candidates keep more of their lead (asymmetric cosine, Aiolli 2013).
   */
  asymmetry: number;
  /** Learners that are added to every course: a pair that two people share says little. */
  shrinkage: number;
  /** What a course taken one place earlier weighs in a query. */
  historyDecay: number;
}

export const tunableNeighbours: Tunable<'shrinkage' | 'asymmetry', 'historyDecay', VotingScorer> = {
  fitted: { shrinkage: [30, 1, 3, 10, 100, 300], asymmetry: [0.5, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9] },
  scored: { historyDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1] },
  fit: (dataset, options) => {
    const { matrix } = fitItemNeighbours(dataset, options);
    return ({ historyDecay }) => new VotingScorer(matrix, historyDecay);
  },
};

/** Item-based nearest neighbours (Sarwar et al. 2001): how many learners two courses share, normalised. All vote. */
export function fitItemNeighbours(dataset: Dataset, options: Partial<NeighbourOptions> = {}): VotingScorer {
  const { asymmetry = 0.5, shrinkage = 10, historyDecay = 1 } = options;
  const pairs = countPairs(dataset, () => 1);
  const learners = popularityCounts(dataset);
  const own = learners.map((count) => (count + shrinkage) ** -asymmetry);
  const other = learners.map((count) => (count + shrinkage) ** (asymmetry - 1));
  for (let row = 0; row < pairs.rows; row++) {
    for (let i = pairs.offsets[row]!; i < pairs.offsets[row + 1]!; i++)
      pairs.values[i]! *= own[row]! * other[pairs.columns[i]!]!;
  }
  return new VotingScorer(pairs, historyDecay);
}

export const itemNeighbours = tunedVotingScorer({
  name: 'neighbours',
  family: {
    name: 'item-neighbours',
    title: 'item neighbours',
  },
  tunableFor: () => tunableNeighbours,
});

import { fitEase } from '../members/ease.ts';
import { Votes } from '../members/votes.ts';
import { type Grid, tuned } from './tuned.ts';

const fitted: Grid<'l2'> = { l2: [50, 2, 5, 10, 20, 100, 200, 500, 1000] };

/** EASE (Steck 2019): every course of the history counts the same. */
export const easeBaseline = tuned({
  fitted,
  scored: {},
  fit: (dataset, _courses, options) => {
    const votes = fitEase(dataset, options);
    return () => votes;
  },
});

/** EASE of which the courses taken last count most. */
export const easeDecayBaseline = tuned({
  fitted,
  scored: { historyDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1] },
  fit: (dataset, _courses, options) => {
    const { matrix } = fitEase(dataset, options);
    return ({ historyDecay }) => new Votes(matrix, historyDecay);
  },
});

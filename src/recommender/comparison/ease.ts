import { tunableEase } from '../scorers/ease.ts';
import { tuned } from './tuned.ts';

/** EASE (Steck 2019): every course of the history counts the same. */
export const easeBaseline = tuned(() => ({ ...tunableEase(), scored: { historyDecay: [1] } }));

/** EASE of which the courses taken last count most. */
export const easeDecayBaseline = tuned(() => tunableEase());

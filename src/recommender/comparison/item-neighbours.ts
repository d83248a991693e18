import { tunableNeighbours } from '../scorers/item-neighbours.ts';
import { tuned } from './tuned.ts';

/**
 * Item-based nearest neighbours (Sarwar et al. 2001): how many learners two courses share, by an asymmetric cosine
 * (Aiolli 2013; asymmetry 0.5 is the cosine) with `shrinkage` learners added to every course. All neighbours vote.
 */
export const itemNeighboursBaseline = tuned(() => tunableNeighbours);

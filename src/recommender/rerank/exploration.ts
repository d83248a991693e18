import type { Random } from '../data/random.ts';

export interface ExplorationOptions {
  /** Share of the answers whose last place is drawn at random; 0 is off. */
  share: number;
  /** How many courses, from the last place of the answer down the ranking, it is drawn from. */
  pool: number;
}

/** One place of an answer. */
export interface Place {
  course: number;
  /** Probability that an answer to this question holds the course: what off-policy estimates divide by. */
  propensity: number;
  /** Whether the course stands here because it was drawn, not by its rank. */
  drawn: boolean;
}

/**
 * ε-greedy in the last place (Langford and Zhang 2007). All other places are by rank. In `share` of the answers the last
 * place is drawn evenly from the courses of the ranking from that place on, its own course included, so that every
 * course of the pool has a propensity above 0; in all other answers the last place is by rank too.
 * @param ranking best first
 */
export function explore(
  ranking: readonly number[],
  count: number,
  { share, pool }: ExplorationOptions,
  random: Random,
): Place[] {
  const places: Place[] = [];
  for (let i = 0; i < count && i < ranking.length; i++)
    places.push({ course: ranking[i]!, propensity: 1, drawn: false });
  const last = places[count - 1];
  if (share === 0 || last === undefined) return places;
  const rivals = ranking.slice(count - 1, count - 1 + pool);
  if (rivals.length < 2) return places;
  const draw = random.next() < share ? random.below(rivals.length) : 0;
  last.course = rivals[draw] as number;
  last.propensity = share / rivals.length + (draw === 0 ? 1 - share : 0);
  last.drawn = draw > 0;
  return places;
}

/** A card that a learner was shown, and what came of it. */
export interface ShownCard {
  learner: number;
  course: number;
  /** From 1, the first. */
  place: number;
  /** Probability that this answer held the course, 0 < propensity ≤ 1: less than a half where it was drawn at random. */
  propensity: number;
  /** What the model gave the course, in standard deviations. */
  score: number;
  /** 1 where the learner enrolled, 0 where nothing came of it, between them where they opened it. */
  reward: number;
}

/** Cards of one slot are looked at alike: those of a place by rank, and those that stand in the last place by chance. */
export function slotOf({ place, propensity }: Pick<ShownCard, 'place' | 'propensity'>): number {
  return propensity < 0.5 ? 0 : place;
}

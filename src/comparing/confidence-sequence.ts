/** A learner whose time is over. */
export interface Observation {
  isCompared: boolean;
  /** Probability that they came into their arm, 0 < propensity < 1. */
  propensity: number;
  outcome: boolean;
}

/** Probability that the interval ever misses the true difference. */
const alpha = 0.05;
/** About this many observations the interval is as narrow as it can be. */
const narrowestAt = 500;
/** The mixture's parameter for that, as the paper approximates it (appendix on choosing ρ). */
const rho2 = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / narrowestAt;
/** So many in each arm before an interval is told: its guarantee is one of large samples. */
export const leastInArm = 50;

/**
 * Half the width of an interval about the mean of `n` observations that may be looked at after each of them: the probability that the
 * true mean is ever outside of it is about 5 %, however often somebody looks and whenever they stop. A usual 95 % interval promises
 * that for one look only.
 *
 * Asymptotic confidence sequence of I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and A. Ramdas, "Time-uniform central limit
 * theory and asymptotic confidence sequences", Annals of Statistics 52 (2024).
 * @param deviation standard deviation of the observations so far
 */
export function halfWidth(n: number, deviation: number): number {
  const scaled = n * rho2;
  return deviation * Math.sqrt(((2 * (scaled + 1)) / (n * scaled)) * Math.log(Math.sqrt(scaled + 1) / alpha));
}

/**
 * The difference between the arms' shares of learners with the outcome, compared less serving, as learners come in the order in which
 * their time is over. Each counts with the inverse of the propensity: (y − m) / p in the compared arm, −(y − m) / p in the other. Its
 * mean is the difference whatever m is, if m was known before the learner came; here m is the share of those before, which makes the
 * deviation smaller than 0 would, and leaves little of what arms of unequal size do.
 */
export class DifferenceSequence {
  #n = 0;
  #mean = 0;
  /** Sum of squared distances from the mean (Welford). */
  #squares = 0;
  #reached = 0;

  add({ isCompared, propensity, outcome }: Observation): void {
    const y = Number(outcome);
    // One half is what is known before the first one.
    const expected = (this.#reached + 0.5) / (this.#n + 1);
    const weighted = ((isCompared ? 1 : -1) * (y - expected)) / propensity;
    this.#n++;
    const distance = weighted - this.#mean;
    this.#mean += distance / this.#n;
    this.#squares += distance * (weighted - this.#mean);
    this.#reached += y;
  }

  /** −1…1; 0 before the first learner. */
  get difference(): number {
    return this.#mean;
  }

  /** Infinite before the first learner. */
  get halfWidth(): number {
    return this.#n === 0 ? Number.POSITIVE_INFINITY : halfWidth(this.#n, Math.sqrt(this.#squares / this.#n));
  }
}

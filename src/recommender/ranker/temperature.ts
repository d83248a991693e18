/** The scores of a choice's candidates by a ranker that was not trained on it, and which of them was taken. */
export interface ScoredChoice {
  scores: Float32Array;
  taken: number;
}

/** Temperatures that are looked among. */
const [lowest, highest] = [0.25, 4];
/** Each step leaves .62 of what is looked among. */
const steps = 30;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature by which scores are divided so that their softmax is the likeliest (Guo et al. 2017). The likelihood
 * has one maximum, and is found by golden sections of 1 / temperature.
 * @returns 1 where there are no choices
 */
export function fitTemperature(choices: readonly ScoredChoice[]): number {
  if (choices.length === 0) return 1;
  let [low, high] = [1 / highest, 1 / lowest];
  for (let step = 0; step < steps; step++) {
    const [below, above] = [high - golden * (high - low), low + golden * (high - low)];
    if (likelihood(choices, below) > likelihood(choices, above)) high = above;
    else low = below;
  }
  return 2 / (low + high);
}

/** Sum of the logarithms of the probabilities of what was taken. @param sureness 1 / temperature */
function likelihood(choices: readonly ScoredChoice[], sureness: number): number {
  let sum = 0;
  for (const { scores, taken } of choices) {
    let total = 0;
    for (const score of scores) total += Math.exp(sureness * (score - scores[taken]!));
    sum -= Math.log(total);
  }
  return sum;
}

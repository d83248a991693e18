/** What each member's score counts in the sum. */
export interface Blend {
  network: number;
  transitions: number;
  popularity: number;
}

/** One held-out choice: the members' scores of all courses, and which one was taken. */
export interface Choice {
  /** Length courses, in the order of `Blend`. */
  scores: readonly [network: Float32Array, transitions: Float32Array, popularity: Float32Array];
  target: number;
  seen: ReadonlySet<number>;
}

const steps = 60;
const ridge = 1e-3;

/**
 * Conditional logit (McFadden 1974): the weights under which the courses that were taken are likeliest among all that
 * could have been, P(course) = softmax(Σ weight · score). Newton's method; the likelihood is concave, so where it
 * starts does not matter. Weights below 0 are cut to 0: no member may speak against itself.
 */
export function fitBlend(choices: readonly Choice[]): Blend {
  const weights = [1, 0.5, 0];
  for (let step = 0; step < steps; step++) {
    const { gradient, hessian } = slopes(choices, weights);
    const change = solve(hessian, gradient);
    for (let m = 0; m < weights.length; m++)
      weights[m] = Math.max(0, (weights[m] as number) + clamp(change[m] as number));
    if (Math.max(...change.map(Math.abs)) < 1e-4) break;
  }
  const [network = 1, transitions = 0, popularity = 0] = weights;
  return { network, transitions, popularity };
}

/** A step of one at most: far from the best weights Newton's method overshoots. */
function clamp(change: number): number {
  return Math.max(-1, Math.min(1, change));
}

/** Gradient of the mean log-likelihood and its negated second derivative, a little ridge included. */
function slopes(
  choices: readonly Choice[],
  weights: readonly number[],
): { gradient: number[]; hessian: number[][] } {
  const size = weights.length;
  const gradient = weights.map((weight) => -ridge * weight);
  const hessian = weights.map((_, a) => weights.map((_, b) => (a === b ? ridge : 0)));
  for (const { scores, target, seen } of choices) {
    const probabilities = softmax(scores, weights, seen);
    const means = scores.map((score) =>
      probabilities.reduce((sum, p, course) => sum + p * (score[course] as number), 0),
    );
    for (let a = 0; a < size; a++) {
      const row = hessian[a] as number[];
      const own = scores[a] as Float32Array;
      const excess = (own[target] as number) - (means[a] as number);
      gradient[a] = (gradient[a] as number) + excess / choices.length;
      for (let b = 0; b < size; b++) {
        const other = scores[b] as Float32Array;
        let product = 0;
        for (let c = 0; c < own.length; c++)
          product += (probabilities[c] as number) * (own[c] as number) * (other[c] as number);
        row[b] =
          (row[b] as number) + (product - (means[a] as number) * (means[b] as number)) / choices.length;
      }
    }
  }
  return { gradient, hessian };
}

function softmax(
  scores: Choice['scores'],
  weights: readonly number[],
  seen: ReadonlySet<number>,
): Float64Array {
  const logits = new Float64Array(scores[0].length);
  for (const [m, score] of scores.entries())
    for (let c = 0; c < logits.length; c++)
      logits[c] = (logits[c] as number) + (weights[m] as number) * (score[c] as number);
  for (const course of seen) logits[course] = Number.NEGATIVE_INFINITY;
  const largest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let c = 0; c < logits.length; c++) {
    const value = Math.exp((logits[c] as number) - largest);
    logits[c] = value;
    total += value;
  }
  return logits.map((value) => value / total);
}

/** Gaussian elimination of a small positive definite system. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i] as number[];
    for (let j = i + 1; j < rows.length; j++) {
      const row = rows[j] as number[];
      const factor = (row[i] as number) / (pivot[i] as number);
      for (let k = i; k <= rows.length; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number);
    }
  }
  const solution = new Array<number>(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let sum = row[rows.length] as number;
    for (let k = i + 1; k < rows.length; k++) sum -= (row[k] as number) * (solution[k] as number);
    solution[i] = sum / (row[i] as number);
  }
  return solution;
}

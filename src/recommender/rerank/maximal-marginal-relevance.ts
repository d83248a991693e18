/** Cosine of two courses. */
export type Similarity = (course: number, other: number) => number;
/** What the score of another course gains, or loses, beside a course; −∞: the two do not go together. */
export type GainBeside = (course: number, other: number) => number;

/** Stands where a candidate that is chosen has no more comparisons to come. */
const isChosen = -1;

/** Working memory by candidate: arrays that each list makes anew would be cleared away beside the next ones. */
const memory = { nearest: new Float64Array(64), gains: new Float64Array(64), values: new Float64Array(64) };

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): chooses one course after another, each time the one with
 * the largest λ · relevance − (1 − λ) · similarity to the most similar one already chosen. Relevance is the score,
 * brought to 0…1 over the candidates; at λ = 1 the order is that of the scores. Where it is known which courses go
 * together, the score counts with the mean of what it gains beside each of those already chosen.
 * @param candidates best first
 * @param scores of all courses
 * @returns the `count` chosen, in the order of choice; fewer when there are no more that go together
 */
export function maximalMarginalRelevance(
  candidates: readonly number[],
  scores: Float32Array,
  count: number,
  lambda: number,
  similarity: Similarity,
  gainBeside?: GainBeside,
): number[] {
  if (lambda === 1 && !gainBeside) return candidates.slice(0, count);
  const size = candidates.length;
  const lowest = scores[candidates.at(-1) ?? 0] as number;
  const range = (scores[candidates[0] ?? 0] as number) - lowest || 1;
  if (memory.values.length < size)
    for (const name of ['nearest', 'gains', 'values'] as const) memory[name] = new Float64Array(2 * size);
  const { nearest, gains, values } = memory;
  nearest.fill(0, 0, size);
  gains.fill(0, 0, size);
  /** With how many of those chosen each was compared, the first ones. */
  const compared = candidates.map(() => 0);
  const chosen: number[] = [];
  for (let i = 0; i < size; i++) values[i] = worthOf(i);
  while (chosen.length < Math.min(count, size)) {
    const previous = chosen.at(-1);
    if (gainBeside && previous !== undefined)
      for (let i = 0; i < size; i++) {
        gains[i]! += gainBeside(previous, candidates[i]!);
        values[i] = worthOf(i);
      }
    let best = bestLeft();
    // Each comparison can only make a candidate worse: those that are not best as they are need none.
    while (best >= 0 && compared[best]! < chosen.length) {
      for (let i = compared[best]!; i < chosen.length; i++)
        nearest[best] = Math.max(nearest[best]!, similarity(candidates[best]!, chosen[i]!));
      compared[best] = chosen.length;
      values[best] = worthOf(best);
      best = bestLeft();
    }
    if (best < 0) break;
    compared[best] = isChosen;
    chosen.push(candidates[best]!);
  }
  return chosen;

  /** By what the candidate was compared with so far. */
  function worthOf(i: number): number {
    const relevance = (scores[candidates[i]!]! - lowest) / range;
    const gain = gains[i]! / Math.max(1, chosen.length) / range;
    return lambda * (relevance + gain) - (1 - lambda) * nearest[i]!;
  }

  /** Place of the best candidate that is not chosen; −1: none is left that goes with those chosen. */
  function bestLeft(): number {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < size; i++)
      if (values[i]! > bestValue && compared[i] !== isChosen) {
        best = i;
        bestValue = values[i]!;
      }
    return best;
  }
}

/** Mean cosine of the pairs of a list (Ziegler et al. 2005): 0 has nothing in common, 1 is all the same. */
export function intraListSimilarity(list: readonly number[], similarity: Similarity): number {
  let sum = 0;
  let pairs = 0;
  for (const [i, course] of list.entries()) {
    const others = list.slice(i + 1);
    for (const other of others) sum += similarity(course, other);
    pairs += others.length;
  }
  return pairs === 0 ? 0 : sum / pairs;
}

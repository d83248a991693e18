/** Cosine of two courses. */
export type Similarity = (course: number, other: number) => number;
/** What the scores of others gain, or lose, beside a course, in their order; −∞: the two do not go together. */
export type GainsBeside = (course: number, others: readonly number[]) => ArrayLike<number>;

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
  gainsBeside?: GainsBeside,
): number[] {
  if (lambda === 1 && !gainsBeside) return candidates.slice(0, count);
  const lowest = scores[candidates.at(-1) ?? 0] as number;
  const range = (scores[candidates[0] ?? 0] as number) - lowest || 1;
  const relevance = candidates.map((course) => ((scores[course] as number) - lowest) / range);
  const nearest = candidates.map(() => 0);
  const gains = candidates.map(() => 0);
  const isChosen = candidates.map(() => false);
  /** With how many of those chosen each was compared, the first ones. */
  const compared = candidates.map(() => 0);
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, candidates.length)) {
    const previous = chosen.at(-1);
    const more = previous === undefined ? undefined : gainsBeside?.(previous, candidates);
    if (more) for (let i = 0; i < candidates.length; i++) gains[i]! += more[i] as number;
    let best = bestLeft();
    // Each comparison can only make a candidate worse: those that are not best as they are need none.
    while (best >= 0 && compared[best]! < chosen.length) {
      for (let i = compared[best]!; i < chosen.length; i++)
        nearest[best] = Math.max(nearest[best]!, similarity(candidates[best]!, chosen[i]!));
      compared[best] = chosen.length;
      best = bestLeft();
    }
    if (best < 0) break;
    isChosen[best] = true;
    chosen.push(candidates[best] as number);
  }
  return chosen;

  /** Place of the best candidate by what it was compared with so far; −1: none is left that goes with those chosen. */
  function bestLeft(): number {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < candidates.length; i++) {
      const gain = gains[i]! / Math.max(1, chosen.length) / range;
      const value = lambda * (relevance[i]! + gain) - (1 - lambda) * nearest[i]!;
      if (!isChosen[i] && value > bestValue) {
        best = i;
        bestValue = value;
      }
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

/** The mean gain of one list of scores over another, in pairs, and its standard error. */
export function gainOver(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): { gain: number; error: number } {
  const count = Math.max(1, before.length);
  let gain = 0;
  for (let i = 0; i < before.length; i++) gain += (after[i]! - before[i]!) / count;
  let variance = 0;
  for (let i = 0; i < before.length; i++) variance += (after[i]! - before[i]! - gain) ** 2 / count;
  return { gain, error: Math.sqrt(variance / count) };
}

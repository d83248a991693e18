import { gainOver } from '../evaluation/gain.ts';
import type { ChoiceTable } from './choice-table.ts';
import type { Moments } from './feature-moments.ts';
import { firstOfLittleKnown, littleKnown, relatingFeatures } from './features.ts';
import { rowWidth } from './ranker-weights.ts';

/** What is tried to be added to the weight of a scorer. */
const raisedBy = [0.5, 1, 2, 4];

/** A choice with what a ranker that was not trained on it says of the candidates. */
export interface SeenApart {
  choice: number;
  scores: Float32Array;
}

/**
 * Adds to the weight of one scorer that relates courses where that ranks what was taken higher, the more the more is
 * known, and nothing for who took one course. Whoever took none would have another scorer lowered. What is likeliest is not always what ranks best: where there are few choices, a sum of all
 * scorers can rank below the best of them.
 * @param wide is changed
 * @param seen its scores become those with the scorer raised
 */
export function raise(
  wide: Float32Array,
  { scale }: Moments,
  table: ChoiceTable,
  seen: readonly SeenApart[],
): void {
  const changeOf = (f: number, raised: number) => {
    const little = scale[firstOfLittleKnown + f]!;
    return { f, raised, lowered: little > 0 ? (raised * scale[f]!) / (littleKnown(1) * little) : 0 };
  };
  const gainsWith = ({ f, raised, lowered }: ReturnType<typeof changeOf>) =>
    seen.map(({ choice, scores }) => {
      const features = table.featuresOf(choice);
      return gainOf(scores.length, table.taken[choice]!, (c) => {
        const at = c * rowWidth + f;
        return scores[c]! + raised * features[at]! - lowered * features[at + firstOfLittleKnown]!;
      });
    });
  let best = { change: changeOf(0, 0), gain: 0 };
  const asIs = gainsWith(best.change);
  for (const f of relatingFeatures)
    for (const raised of raisedBy) {
      const change = changeOf(f, raised);
      const { gain, error } = gainOver(asIs, gainsWith(change));
      if (gain > best.gain && gain > error) best = { change, gain };
    }
  const { f, raised, lowered } = best.change;
  wide[f]! += raised;
  wide[firstOfLittleKnown + f]! -= lowered;
  for (const { choice, scores } of seen) {
    const features = table.featuresOf(choice);
    for (let c = 0, at = f; c < scores.length; c++, at += rowWidth)
      scores[c]! += raised * features[at]! - lowered * features[at + firstOfLittleKnown]!;
  }
}

/** NDCG@10 of what was taken. */
function gainOf(count: number, taken: number, scoreOf: (candidate: number) => number): number {
  const own = scoreOf(taken);
  let rank = 1;
  for (let c = 0; c < count; c++) if (c !== taken && scoreOf(c) >= own) rank++;
  return rank <= 10 ? 1 / Math.log2(rank + 1) : 0;
}

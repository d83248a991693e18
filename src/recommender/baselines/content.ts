import { buildTfIdf, type TfIdf } from '../text/tf-idf.ts';
import { tuned } from './tuned.ts';

/** What is nearest in words: the TF-IDF vectors of the courses taken, the most recent most, times each course's. */
export const contentBaseline = tuned({
  fitted: {},
  scored: { historyDecay: [0.8, 0.6, 0.95, 1] },
  fit: (_dataset, courses) => {
    const texts = buildTfIdf(courses);
    const profile = new Float32Array(texts.vocabulary.length);
    return ({ historyDecay }) => ({
      score: ({ history }, out) => {
        profile.fill(0);
        let weight = 1;
        for (let i = history.length - 1; i >= 0; i--, weight *= historyDecay)
          addRow(profile, texts, history[i]!, weight);
        for (let course = 0; course < out.length; course++) out[course] = dotRow(profile, texts, course);
      },
    });
  },
});

function addRow(into: Float32Array, texts: TfIdf, row: number, weight: number): void {
  for (let i = texts.offsets[row]!; i < texts.offsets[row + 1]!; i++)
    into[texts.terms[i]!]! += weight * texts.values[i]!;
}

function dotRow(vector: Float32Array, texts: TfIdf, row: number): number {
  let sum = 0;
  for (let i = texts.offsets[row]!; i < texts.offsets[row + 1]!; i++)
    sum += texts.values[i]! * vector[texts.terms[i]!]!;
  return sum;
}

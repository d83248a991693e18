import type { CourseText, Dataset } from '../dataset.ts';
import { fitItemNeighbours } from '../members/item-neighbours.ts';
import { recentPopularity } from '../members/recent-popularity.ts';
import { countTransitions, transitionScores } from '../members/transitions.ts';
import { popularity } from '../popularity.ts';
import { createRandom } from '../random.ts';
import { buildTfIdf, type TfIdf } from '../text/tf-idf.ts';
import type { Scorer } from './leave-one-out.ts';

type Fit = (dataset: Dataset, courses: readonly CourseText[]) => Scorer;

/** What a recommender must beat, by name. Each is fitted on what it may know and nothing else. */
export const baselines: Readonly<Record<string, Fit>> = {
  random(dataset) {
    const random = createRandom(1);
    return () => Float32Array.from({ length: dataset.courseCount }, random.next);
  },
  popularity(dataset) {
    const counts = popularity(dataset);
    return () => counts;
  },
  'recent-popularity'(dataset) {
    const counts = recentPopularity(dataset);
    return () => counts;
  },
  'item-knn': fitItemNeighbours,
  transitions(dataset) {
    const transitions = countTransitions(dataset);
    return (history) => transitionScores(transitions, history);
  },
  'tf-idf'(_dataset, courses) {
    const texts = buildTfIdf(courses);
    const profile = new Float32Array(texts.vocabulary.length);
    return (history) => {
      profile.fill(0);
      for (const [i, course] of history.entries())
        addRow(profile, texts, course, 0.8 ** (history.length - 1 - i));
      return Float32Array.from(courses, (_, course) => dotRow(profile, texts, course));
    };
  },
};

function addRow(into: Float32Array, texts: TfIdf, row: number, weight: number): void {
  for (let i = texts.offsets[row] as number; i < (texts.offsets[row + 1] as number); i++) {
    const term = texts.terms[i] as number;
    into[term] = (into[term] as number) + weight * (texts.values[i] as number);
  }
}

function dotRow(vector: Float32Array, texts: TfIdf, row: number): number {
  let sum = 0;
  for (let i = texts.offsets[row] as number; i < (texts.offsets[row + 1] as number); i++)
    sum += (texts.values[i] as number) * (vector[texts.terms[i] as number] as number);
  return sum;
}

import type { Dataset } from '../data/dataset.ts';
import type { SparseMatrix } from '../data/sparse.ts';
import { fewCourses } from '../scorer-kit/catalogue-facts.ts';
import { tunedVotingScorer, VotingScorer } from '../scorer-kit/voting-scorer.ts';
import type { Tunable } from '../tuning/tune.ts';
import { closedForm } from './ease/closed-form.ts';
import { type Equations, equationsOf, withTexts } from './ease/equations.ts';
import { regressions } from './ease/regressions.ts';

export interface EaseOptions {
  /** courses × courses: cosines of their texts, symmetric (`withTexts`). Without them courses share learners alone. */
  texts: SparseMatrix;
  /** Catalogues up to this size are solved in closed form. */
  closedFormUpTo: number;
}

/**
 * EASE (Steck 2019): ridge regression of each course on the others, on all of them where the catalogue is small, else on
 * those that share most with it. Tuned are λ (learners that must agree before a course's vote counts much), how many
 * shared learners a cosine of 1 counts for, and what a course taken one place earlier weighs in a query: 1 is EASE,
 * below 1 EASE with recency decay.
 */
export function tunableEase({
  texts,
  closedFormUpTo = fewCourses,
}: Partial<EaseOptions> = {}): Tunable<'l2' | 'textWeight', 'historyDecay', VotingScorer> {
  // The search asks about one data set again and again.
  let last: { dataset: Dataset; textWeight: number; equations: Equations } | undefined;
  const equationsFor = (dataset: Dataset, textWeight: number): Equations => {
    if (last?.dataset !== dataset || last.textWeight !== textWeight) {
      const learners = equationsOf(dataset);
      const equations = texts ? withTexts(learners, texts, textWeight) : learners;
      last = { dataset, textWeight, equations };
    }
    return last.equations;
  };
  return {
    fitted: {
      l2: [50, 2, 5, 10, 20, 100, 200, 500, 1000],
      textWeight: texts ? [0, 2, 5, 10] : [0],
    },
    // Words help where few take a course; where many do, most of what they seem to help is chance.
    cautious: ['textWeight'],
    scored: { historyDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1] },
    fit: (dataset, { l2, textWeight }) => {
      const equations = equationsFor(dataset, textWeight);
      const solve = dataset.courseCount <= closedFormUpTo ? closedForm : regressions;
      const matrix = solve(equations, l2);
      return ({ historyDecay }) => new VotingScorer(matrix, historyDecay);
    },
  };
}

/** EASE in which the courses taken last count most, and shared words count like shared learners. */
export const ease = tunedVotingScorer({
  name: 'ease',
  family: {
    name: 'ease',
    title: 'EASE',
  },
  tunableFor: ({ textNeighbours }) => tunableEase({ texts: textNeighbours }),
});

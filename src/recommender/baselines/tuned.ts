import type { CourseText, Dataset } from '../dataset.ts';
import { type LearnerScorer, meanNdcg } from '../evaluation/evaluate.ts';
import type { FitContext, FitModel } from '../evaluation/model.ts';

/** Validation cases that a setting is judged by, at most; they are in random order already. */
const judges = 2_000;

/** A value for each option. */
export type Options<Name extends string> = Readonly<Record<Name, number>>;
/** For each option the values to try; the search starts at the first of each. */
export type Grid<Name extends string> = Readonly<Record<Name, readonly [number, ...number[]]>>;

export interface Tunable<FitOption extends string, ScoreOption extends string> {
  /** Options that need another fit. */
  fitted: Grid<FitOption>;
  /** Options of scoring alone: another value of theirs costs no fit. */
  scored: Grid<ScoreOption>;
  fit: (
    dataset: Dataset,
    courses: readonly CourseText[],
    options: Options<FitOption>,
    context: FitContext,
  ) => (options: Options<ScoreOption>) => LearnerScorer;
}

/**
 * A model whose options are chosen by NDCG@10 on validation, and which is then fitted on all that is known. One option
 * after the other is moved, at the best values so far of the others: fits grow with the grid's sides, not with their
 * product.
 */
export function tuned<FitOption extends string, ScoreOption extends string>({
  fitted,
  scored,
  fit,
}: Tunable<FitOption, ScoreOption>): FitModel {
  const fits = 2 + sides(fitted) - Object.keys(fitted).length;
  return ({ train, validation, known }, courses, context) => {
    let done = 0;
    const fitOn = (dataset: Dataset, options: Options<FitOption>) => {
      const share = done++ / fits;
      const report = (within: number, detail: string) =>
        context.onProgress?.(share + within / fits, [describe(options), detail].filter(Boolean).join(': '));
      report(0, '');
      return fit(dataset, courses, options, { ...context, onProgress: report });
    };
    const cases = validation.slice(0, judges);
    let scoring = first(scored);
    let fitting = first(fitted);
    // Without anything to judge by, the first values stand.
    if (cases.length > 0) {
      let best = Number.NEGATIVE_INFINITY;
      fitting = search(fitted, fitting, (options) => {
        const scorerOf = fitOn(train, options);
        const judged = search(scored, scoring, (own) => meanNdcg(scorerOf(own), cases, train.courseCount));
        if (judged.ndcg > best) scoring = judged.options;
        best = Math.max(best, judged.ndcg);
        return judged.ndcg;
      }).options;
    }
    return { scorer: fitOn(known, fitting)(scoring), tuned: { ...fitting, ...scoring } };
  };
}

/**
 * Coordinate search: each option in turn is moved up its values, or else down, for as long as that is better, with the
 * others as they are.
 */
function search<Name extends string>(
  grid: Grid<Name>,
  from: Options<Name>,
  ndcgOf: (options: Options<Name>) => number,
): { options: Options<Name>; ndcg: number } {
  let best = { options: from, ndcg: ndcgOf(from) };
  const improves = (options: Options<Name>): boolean => {
    const ndcg = ndcgOf(options);
    if (ndcg <= best.ndcg) return false;
    best = { options, ndcg };
    return true;
  };
  for (const name of Object.keys(grid) as Name[]) {
    const values = grid[name].toSorted((a, b) => a - b);
    const start = values.indexOf(best.options[name]);
    const above = values.slice(start + 1);
    const below = values.slice(0, start).reverse();
    for (const direction of [above, below]) {
      const end = direction.findIndex((value) => !improves({ ...best.options, [name]: value }));
      if (end !== 0 && direction.length > 0) break;
    }
  }
  return best;
}

function first<Name extends string>(grid: Grid<Name>): Options<Name> {
  const names = Object.keys(grid) as Name[];
  return Object.fromEntries(names.map((name) => [name, grid[name][0]])) as Options<Name>;
}

function sides(grid: Grid<string>): number {
  return Object.values(grid).reduce((sum, values) => sum + values.length, 0);
}

function describe(options: Options<string>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

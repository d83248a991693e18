import { shipped } from '../recommender/comparison/models.ts';
import type { CourseText, Dataset } from '../recommender/data/dataset.ts';
import { popularityCounts } from '../recommender/data/popularity-counts.ts';
import type { BasketFigures } from '../recommender/evaluation/baskets.ts';
import type { CalibrationFigures } from '../recommender/evaluation/calibration.ts';
import {
  type FairnessFigures,
  fairnessFigures,
} from '../recommender/evaluation/fairness/fairness-figures.ts';
import {
  type Comparison,
  compareWithBest,
  type Figures,
  figuresOf,
  type ModelRun,
} from '../recommender/evaluation/report.ts';
import type { ModelConfiguration } from '../recommender/model-configuration.ts';
import type { SplitName } from './splits.ts';

/** What the command writes with --json, and what the administrator's page reads. */
export interface Results {
  split: SplitName;
  /** Of the hybrid and of its networks on their own. */
  configuration: ModelConfiguration;
  learners: number;
  courses: number;
  /** Interactions, without duplicates. */
  rows: number;
  tested_learners: number;
  models: (Figures & { fit_seconds: number; peak_bytes: number })[];
  comparison: Comparison | null;
  /** How each model treats courses and learners, in the order of `models`. */
  fairness: FairnessFigures[];
  /** The first five of each model as a basket, by the way to choose them; empty where one course is asked for. */
  baskets: { name: string; ways: readonly BasketFigures[] }[];
  /** How true the probabilities of what ships are; null where several courses are asked for. */
  calibration: CalibrationFigures | null;
  /** The figures of learners without history before the cut or the term; empty where there are none. */
  cold: Figures[];
  cold_tested_learners: number;
  cold_comparison: Comparison | null;
  /** What each model tuned on validation. */
  tuned: Record<string, Readonly<Record<string, number>>>;
}

/** @param counts of the learners that were tested, and of those without history */
export function resultsOf(
  { split, configuration }: Pick<Results, 'split' | 'configuration'>,
  { dataset, courses }: { dataset: Dataset; courses: readonly CourseText[] },
  { tested, cold }: Record<'tested' | 'cold', number>,
  runs: readonly ModelRun[],
): Results {
  const enrolments = popularityCounts(dataset);
  const coldRuns = runs.flatMap((run) => (run.cold ? { name: run.name, evaluation: run.cold } : []));
  return {
    ...{ split, configuration },
    learners: dataset.learnerCount,
    courses: dataset.courseCount,
    rows: dataset.courses.length,
    tested_learners: tested,
    models: runs.map((run) => {
      const { ci95, ...figures } = figuresOf(run.name, run.test);
      return { ...figures, fit_seconds: run.fitSeconds, peak_bytes: run.peakBytes, ci95 };
    }),
    comparison: compareWithBest(
      shipped,
      runs.map((run) => ({ name: run.name, evaluation: run.test })),
    ),
    fairness: runs.map((run) => fairnessFigures(run.name, run.fairness, courses, enrolments)),
    baskets: runs.flatMap(({ name, baskets: ways }) => (ways.length > 0 ? [{ name, ways }] : [])),
    calibration: runs.find(({ name }) => name === shipped)?.calibration ?? null,
    cold: coldRuns.map((run) => figuresOf(run.name, run.evaluation)),
    cold_tested_learners: cold,
    cold_comparison: compareWithBest(shipped, coldRuns),
    tuned: Object.fromEntries(runs.flatMap((run) => (run.tuned ? [[run.name, run.tuned]] : []))),
  };
}

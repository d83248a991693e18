import { shipped } from '../recommender/comparison/models.ts';
import type { Dataset } from '../recommender/data/dataset.ts';
import type { Split } from '../recommender/data/split.ts';
import {
  type Comparison,
  compareWithBest,
  type Figures,
  figuresOf,
  type ModelRun,
} from '../recommender/evaluation/report.ts';
import type { SplitName } from './splits.ts';

/** What the command writes with --json, and what the administrator's page reads. */
export interface Results {
  split: SplitName;
  learners: number;
  courses: number;
  /** Interactions, without duplicates. */
  rows: number;
  tested_learners: number;
  models: (Figures & { fit_seconds: number; peak_bytes: number })[];
  comparison: Comparison | null;
  /** The learners without history before the cut; null where there are none. */
  cold: { tested_learners: number; models: Figures[]; comparison: Comparison | null } | null;
  /** What each model tuned on validation. */
  tuned: Record<string, Readonly<Record<string, number>>>;
}

export function resultsOf(
  name: SplitName,
  dataset: Dataset,
  { test, cold }: Split,
  runs: readonly ModelRun[],
): Results {
  const coldRuns = runs.flatMap((run) => (run.cold ? { name: run.name, evaluation: run.cold } : []));
  return {
    split: name,
    learners: dataset.learnerCount,
    courses: dataset.courseCount,
    rows: dataset.courses.length,
    tested_learners: test.length,
    models: runs.map((run) => {
      const { ci95, ...figures } = figuresOf(run.name, run.test);
      return { ...figures, fit_seconds: run.fitSeconds, peak_bytes: run.peakBytes, ci95 };
    }),
    comparison: compareWithBest(
      shipped,
      runs.map((run) => ({ name: run.name, evaluation: run.test })),
    ),
    cold:
      cold.length === 0
        ? null
        : {
            tested_learners: cold.length,
            models: coldRuns.map((run) => figuresOf(run.name, run.evaluation)),
            comparison: compareWithBest(shipped, coldRuns),
          },
    tuned: Object.fromEntries(runs.flatMap((run) => (run.tuned ? [[run.name, run.tuned]] : []))),
  };
}

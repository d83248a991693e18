import type { BasketFigures } from './baskets.ts';
import { meanInterval } from './bootstrap.ts';
import type { CalibrationFigures } from './calibration.ts';
import type { Evaluation } from './evaluate.ts';
import type { Fairness } from './fairness/fairness.ts';

/** Figures of one model on one set of cases; the names are those of the JSON that the command writes. */
export interface Figures {
  name: string;
  recall_at_5: number;
  recall_at_10: number;
  /** Share of the first five that the learner took: of a basket as large as a term's. */
  precision_at_5: number;
  ndcg_at_10: number;
  mrr: number;
  /** Share of the catalogue that is in somebody's first ten. */
  coverage_at_10: number;
  /** Mean place of the first ten by popularity, 1 = most popular. */
  popularity_rank: number;
  /** 95 % interval of ndcg_at_10. */
  ci95: [number, number];
}

/** What was measured of one model. */
export interface ModelRun {
  name: string;
  test: Evaluation;
  /** On the cases of `test`. */
  fairness: Fairness;
  /** The first five of each case as a basket, by the way to choose them; empty where one course is asked for. */
  baskets: readonly BasketFigures[];
  /** How true its probabilities are; null where it names none, or several courses are asked for. */
  calibration: CalibrationFigures | null;
  /** On learners without history; undefined where the split has none. */
  cold?: Evaluation | undefined;
  fitSeconds: number;
  peakBytes: number;
  /** Of the last part, where the split has several. */
  tuned?: Readonly<Record<string, number>> | undefined;
}

/** One model against the best of the others by NDCG@10, paired by learner. */
export interface Comparison {
  best: string;
  /** By how much the shipped model's NDCG@10 is higher, relative to the best other's: 0.1 is 10 %. */
  gain: number;
  /** 95 % interval of the mean difference of NDCG@10. */
  difference_ci95: [number, number];
}

export function figuresOf(name: string, evaluation: Evaluation): Figures {
  return {
    name,
    recall_at_5: evaluation.recallAt5,
    recall_at_10: evaluation.recallAt10,
    precision_at_5: evaluation.precisionAt5,
    ndcg_at_10: evaluation.ndcgAt10,
    mrr: evaluation.mrr,
    coverage_at_10: evaluation.coverageAt10,
    popularity_rank: evaluation.popularityRank,
    ci95: meanInterval(evaluation.ndcgs),
  };
}

/** @returns null when the model or every other one is not among the runs */
export function compareWithBest(
  name: string,
  runs: readonly { name: string; evaluation: Evaluation }[],
): Comparison | null {
  const own = runs.find((run) => run.name === name)?.evaluation;
  const [best] = runs
    .filter((run) => run.name !== name)
    .sort((a, b) => b.evaluation.ndcgAt10 - a.evaluation.ndcgAt10);
  if (!own || !best) return null;
  return {
    best: best.name,
    gain: own.ndcgAt10 / best.evaluation.ndcgAt10 - 1,
    difference_ci95: meanInterval(own.ndcgs.map((ndcg, i) => ndcg - best.evaluation.ndcgs[i]!)),
  };
}

import type { CourseText } from '../../recommender/data/dataset.ts';
import type { Split } from '../../recommender/data/split.ts';
import { meanInterval } from '../../recommender/evaluation/bootstrap.ts';
import { type Evaluation, evaluate, popularityPlaces } from '../../recommender/evaluation/evaluate.ts';
import { catalogueFacts } from '../../recommender/scorer-kit/catalogue-facts.ts';
import { networkDefaults, startingVectors } from '../../recommender/scorers/gmf-scorer.ts';
import { networkVariants } from './networks.ts';
import { type LearningCurve, runNetwork } from './run-network.ts';
import { scorerVariants } from './scorers.ts';

/** One variant, and how it differs from the first of its table. */
export interface AblationRow {
  name: string;
  recall_at_10: number;
  ndcg_at_10: number;
  /** NDCG@10 less that of the first row, with the 95 % interval of the paired difference; null in the first row. */
  difference: number | null;
  difference_ci95: [number, number] | null;
  /** Chosen on validation; only networks have them. */
  epochs?: number;
}

export interface Ablation {
  networks: AblationRow[];
  scorers: AblationRow[];
  /** Of the variants that have a label. */
  curves: LearningCurve[];
}

export interface AblationTask {
  split: Split;
  courses: readonly CourseText[];
  seed: number;
  threads: number;
  /** @param share 0…1 */
  onProgress: (share: number, detail: string) => void;
}

/** What each part of the network, and each scorer of the hybrid, is worth. */
export function ablate({ split, courses, seed, threads, onProgress }: AblationTask): Ablation {
  const catalogue = catalogueFacts(courses);
  const options = { ...networkDefaults, seed, threads };
  const places = popularityPlaces(split.tuning.known);
  const start = startingVectors(catalogue, options);
  let share = 0;
  const report = (detail: string) => onProgress(share, detail);

  const networks: { name: string; epochs: number; evaluation: Evaluation }[] = [];
  const curves: LearningCurve[] = [];
  for (const [i, variant] of networkVariants.entries()) {
    share = (0.6 * i) / networkVariants.length;
    const { curve, ...run } = runNetwork(variant, start, {
      split,
      places,
      seed,
      threads,
      onProgress: report,
    });
    networks.push(run);
    if (variant.label) curves.push({ ...curve, name: variant.label });
  }
  share = 0.6;
  const variants = scorerVariants(split.tuning, catalogue, options, report);
  const scorers = variants.map(({ name, scorer }, i) => {
    share = 0.7 + (0.3 * i) / variants.length;
    report(name);
    return { name, evaluation: evaluate(scorer(), split.test, places) };
  });
  return { networks: rowsOf(networks), scorers: rowsOf(scorers), curves };
}

function rowsOf(runs: readonly { name: string; epochs?: number; evaluation: Evaluation }[]): AblationRow[] {
  const [first] = runs;
  return runs.map(({ name, epochs, evaluation }, i) => {
    const differences = evaluation.ndcgs.map((ndcg, c) => ndcg - first!.evaluation.ndcgs[c]!);
    return {
      name,
      recall_at_10: evaluation.recallAt10,
      ndcg_at_10: evaluation.ndcgAt10,
      difference: i === 0 ? null : evaluation.ndcgAt10 - first!.evaluation.ndcgAt10,
      difference_ci95: i === 0 ? null : meanInterval(differences),
      ...(epochs !== undefined && { epochs }),
    };
  });
}

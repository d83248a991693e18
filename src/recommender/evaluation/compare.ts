import { type CourseText, type Dataset, historyOf, withoutLast } from '../dataset.ts';
import { type FitProgress, fit } from '../fit.ts';
import { popularity } from '../popularity.ts';
import { topCourses } from '../rank.ts';
import { baselines } from './baselines.ts';
import { meanInterval } from './bootstrap.ts';
import { minimumHistory, type Scorer, sampleLearners } from './leave-one-out.ts';
import { metricsOf, rankOf } from './metrics.ts';

/** What ships. */
export const hybrid = 'hybrid';
export const modelNames: readonly string[] = [...Object.keys(baselines), hybrid];

/** Figures of one model; the names are those of the JSON that the command writes. */
export interface ModelFigures {
  name: string;
  recall_at_5: number;
  recall_at_10: number;
  ndcg_at_10: number;
  mrr: number;
  /** Share of the catalogue that is in somebody's first ten. */
  coverage_at_10: number;
  /** Mean place of the recommended courses by popularity, 1 = most popular. */
  popularity_rank: number;
  fit_seconds: number;
  /** 95 % interval of ndcg_at_10. */
  ci95: [number, number];
  /** NDCG@10 of each tested learner, for paired comparisons. */
  ndcgs: number[];
}

export interface CompareOptions {
  models: readonly string[];
  /** Learners with fewer interactions are not tested; at least three are needed. */
  minHistory: number;
  /** Learners that are tested, at most, drawn by seed. */
  sample: number;
  /** Seconds since anything; the room has no clock of its own. */
  seconds: () => number;
  onFit?: (model: string, progress: FitProgress | undefined) => void;
}

/**
 * Leave-last-out over the full catalogue: every model is fitted without the last course of each learner with three or
 * more, and ranks it among all that the learner had not taken. What is tuned is tuned inside `fit`, which never sees
 * those courses.
 */
export function* compareModels(
  dataset: Dataset,
  courses: readonly CourseText[],
  options: CompareOptions,
): Generator<ModelFigures> {
  const known = withoutLast(dataset, 1, minimumHistory);
  const learners = sampleLearners(dataset, Number.POSITIVE_INFINITY)
    .filter((learner) => historyOf(dataset, learner).length >= options.minHistory)
    .slice(0, options.sample);
  const places = popularityPlaces(known);
  for (const name of options.models) {
    const started = options.seconds();
    const scorer = fitModel(name, known, courses, options);
    const fitSeconds = options.seconds() - started;
    yield { name, ...measure(dataset, learners, scorer, places), fit_seconds: fitSeconds };
  }
}

function fitModel(
  name: string,
  known: Dataset,
  courses: readonly CourseText[],
  { onFit }: CompareOptions,
): Scorer {
  onFit?.(name, undefined);
  const baseline = baselines[name];
  if (baseline) return baseline(known, courses);
  const training = fit(known, courses);
  for (;;) {
    const { done, value } = training.next();
    if (done) return (history) => value.recommender.score({ history, interests: [] });
    onFit?.(name, value);
  }
}

function measure(
  dataset: Dataset,
  learners: readonly number[],
  scorer: Scorer,
  places: Float32Array,
): Omit<ModelFigures, 'name' | 'fit_seconds'> {
  const ranks: number[] = [];
  const shown = new Set<number>();
  let placeSum = 0;
  let placeCount = 0;
  for (const learner of learners) {
    const history = [...historyOf(dataset, learner)];
    const target = history.pop() as number;
    const seen = new Set(history);
    const scores = scorer(history);
    ranks.push(rankOf(scores, target, seen));
    for (const course of topCourses(scores, 10, (candidate) => !seen.has(candidate))) {
      shown.add(course);
      placeSum += places[course] as number;
      placeCount++;
    }
  }
  const ndcgs = ranks.map((rank) => metricsOf([rank]).ndcgAt10);
  const { recallAt5, recallAt10, ndcgAt10, mrr } = metricsOf(ranks);
  return {
    recall_at_5: recallAt5,
    recall_at_10: recallAt10,
    ndcg_at_10: ndcgAt10,
    mrr,
    coverage_at_10: shown.size / dataset.courseCount,
    popularity_rank: placeCount === 0 ? 0 : placeSum / placeCount,
    ci95: meanInterval(ndcgs),
    ndcgs,
  };
}

/** Place of each course by how many took it, 1 = most. */
function popularityPlaces(dataset: Dataset): Float32Array {
  const counts = popularity(dataset);
  const order = Int32Array.from(counts.keys()).sort((a, b) => (counts[b] as number) - (counts[a] as number));
  const places = new Float32Array(counts.length);
  for (const [place, course] of order.entries()) places[course] = place + 1;
  return places;
}

// One epoch on a synthetic data set, so that its memory is its own. Its parent is scripts/benchmark/sweep.ts.
import { availableParallelism } from 'node:os';
import { peakBytes } from '../../src/experiment/peak-bytes.ts';
import type { Dataset } from '../../src/recommender/data/dataset.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { dimensions } from '../../src/recommender/scorers/gmf/dimensions.ts';
import { gmfTrainingDefaults, trainGmf } from '../../src/recommender/scorers/gmf/gmf-training.ts';
import { neumfDefaults, trainNeuMf } from '../../src/recommender/scorers/neumf/neumf-training.ts';
import type { SweepRow, SweepTask } from './sweep.ts';
import { syntheticEnrolments } from './synthetic-college.ts';

/** Courses that a learner draws: some ten are left without those drawn twice. */
const draws = 13;

const task = JSON.parse(process.argv[2] as string) as SweepTask;
const random = createRandom(1);
const dataset = syntheticEnrolments(task.courses, task.learners, random, draws);
const epochs = training(task, dataset);
const started = performance.now();
const { examples } = epochs.next().value;
const row: SweepRow = {
  ...task,
  interactions: dataset.courses.length,
  examples,
  seconds: (performance.now() - started) / 1000,
  peak_bytes: peakBytes(),
};
console.log(JSON.stringify(row));
process.exit();

function training({ network }: SweepTask, data: Dataset): Iterator<{ examples: number }, never> {
  const threads = availableParallelism();
  if (network === 'neumf') return trainNeuMf(data, { ...neumfDefaults, threads });
  // How long an epoch takes does not depend on where the vectors begin.
  const start = Float32Array.from({ length: data.courseCount * dimensions }, () => 0.1 * random.normal());
  return trainGmf(data, start, { ...gmfTrainingDefaults, threads });
}

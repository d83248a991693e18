import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/recommender/data/random.ts';
import { NeuMfStep } from '../../src/recommender/scorers/neumf/neumf-step.ts';
import { neumfDefaults, trainNeuMf } from '../../src/recommender/scorers/neumf/neumf-training.ts';
import { type Column, table } from '../../src/terminal/table.ts';
import { median } from './median.ts';
import { sweep } from './sweep.ts';
import { syntheticEnrolments } from './synthetic-college.ts';
import { PlainKernels } from './trainers/plain-kernels.ts';
import { startTensorFlow, trainInTensorFlow } from './trainers/tensorflow-training.ts';

const courses = 1_300;
const learners = 10_000;
const rounds = 5;
/** That a trainer is measured for in a round, at least. */
const roundSeconds = 1;
/** Courses taken between two steps of the optimiser: the same for all but TensorFlow.js, which is faster with more. */
const batch = 512;
const tensorFlowBatch = 4_096;

interface MeasuredTrainer {
  trainer: 'simd' | 'typescript' | 'tensorflow';
  threads: number;
  /** Yields after each epoch. */
  epochs: Iterator<{ examples: number }, never>;
  /** Examples per second of each round. */
  rates: number[];
}

/**
 * Examples per second of training NeuMF (GMF + MLP, 16 dimensions, 4 negatives, binary cross-entropy) by each trainer;
 * an example is a course scored, taken or drawn. The trainers take turns, so that whatever else the machine is doing
 * hits all of them; medians.
 */
export async function benchmarkTraining(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'string' }, sweep: { type: 'boolean' } } });
  const trainers = await startTrainers();
  // The first round is for the compilers.
  for (let round = 0; round <= rounds; round++)
    for (const { epochs, rates } of trainers) {
      const rate = rateOf(epochs);
      if (round > 0) rates.push(rate);
    }
  const slowest = median((trainers.at(-1) as MeasuredTrainer).rates);
  const columns: Column<MeasuredTrainer>[] = [
    { head: 'trainer', cell: ({ trainer }) => trainer },
    { head: 'threads', cell: ({ threads }) => `${threads}` },
    { head: 'examples/s', cell: ({ rates }) => median(rates).toFixed(0) },
    { head: 'rounds', cell: ({ rates }) => `${short(Math.min(...rates))} … ${short(Math.max(...rates))}` },
    { head: '× TensorFlow.js', cell: ({ rates }) => (median(rates) / slowest).toFixed(1) },
  ];
  console.log(table(columns, trainers).join('\n'));
  const rows = trainers.map(({ trainer, threads, rates }) => ({
    ...{ trainer, threads, examples_per_second: Math.round(median(rates)) },
  }));
  const result = values.sweep ? { rows, sweep: await sweep() } : { rows };
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

async function startTrainers(): Promise<MeasuredTrainer[]> {
  await startTensorFlow();
  const dataset = syntheticEnrolments(courses, learners, createRandom(1));
  const options = { ...neumfDefaults, batch };
  const simd = (threads: number) => trainNeuMf(dataset, { ...options, threads });
  const plain = trainNeuMf(
    dataset,
    options,
    undefined,
    (data) => new NeuMfStep(data, new PlainKernels(data.memory)),
  );
  const tensorFlow = trainInTensorFlow(dataset, { ...options, batch: tensorFlowBatch });
  return [
    { trainer: 'simd', threads: 1, epochs: simd(1), rates: [] },
    { trainer: 'simd', threads: 2, epochs: simd(2), rates: [] },
    { trainer: 'typescript', threads: 1, epochs: plain, rates: [] },
    { trainer: 'tensorflow', threads: 1, epochs: tensorFlow, rates: [] },
  ];
}

function rateOf(epochs: MeasuredTrainer['epochs']): number {
  let examples = 0;
  let seconds = 0;
  for (
    const started = performance.now();
    seconds < roundSeconds;
    seconds = (performance.now() - started) / 1000
  )
    examples += epochs.next().value.examples;
  return examples / seconds;
}

const short = (rate: number) => `${(rate / 1e6).toFixed(2)} M`;

import { parseArgs } from 'node:util';
import { readData } from '../../../src/experiment/read-data.ts';
import type { Dataset } from '../../../src/recommender/data/dataset.ts';
import { catalogueFacts } from '../../../src/recommender/scorer-kit/catalogue-facts.ts';
import { gmfTrainingDefaults, type trainGmf } from '../../../src/recommender/scorers/gmf/gmf-training.ts';
import { startingVectors } from '../../../src/recommender/scorers/gmf-scorer.ts';
import { type Column, table } from '../../../src/terminal/table.ts';
import { loadNetworkTrainer } from '../../../src/training/network-trainer.ts';

const usage = 'npm run benchmark -- trainers --interactions FILE --courses FILE [--epochs N]';

interface Run {
  trainer: string;
  examples: number;
  seconds: number;
  loss: number;
}

/** How fast each trainer trains the network: one thread, the epochs after the first. */
export async function benchmarkTrainers(args: string[]): Promise<void> {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { interactions: string, courses: string, epochs: { ...string, default: '7' } },
  });
  const { interactions, courses } = values;
  if (!interactions || !courses)
    throw new Error(`--interactions and --courses each name a file.\n  ${usage}`);
  const epochs = Number(values.epochs);
  if (!(epochs >= 2)) throw new Error('--epochs is 2 or more: the first is not measured.');
  const data = await readData({ interactions, courses });
  const start = startingVectors(catalogueFacts(data.courses), gmfTrainingDefaults.seed);
  const runs: Run[] = [];
  for (const trainer of ['simd', 'tensorflow'] as const) {
    const train = await loadNetworkTrainer(trainer, console.error);
    runs.push({ trainer, ...measured(train, data.dataset, start, epochs) });
  }
  const columns: Column<Run>[] = [
    { head: 'trainer', cell: ({ trainer }) => trainer },
    { head: 'examples/s', cell: ({ examples, seconds }) => (examples / seconds).toFixed(0) },
    { head: 'last loss', cell: ({ loss }) => loss.toFixed(4) },
  ];
  console.log(table(columns, runs).join('\n'));
}

function measured(
  train: typeof trainGmf,
  dataset: Dataset,
  start: Float32Array,
  epochs: number,
): Omit<Run, 'trainer'> {
  let started = 0;
  let seen = 0;
  for (const { epoch, loss, examples } of train(dataset, start, gmfTrainingDefaults)) {
    // The first is for the compiler.
    if (epoch === 1) started = performance.now();
    else seen += examples;
    if (epoch >= epochs) return { examples: seen, seconds: (performance.now() - started) / 1000, loss };
  }
  throw new Error('Training is endless.');
}

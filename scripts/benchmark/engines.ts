import { parseArgs } from 'node:util';
import { readData } from '../../src/experiment/read-data.ts';
import type { Dataset } from '../../src/recommender/data/dataset.ts';
import { catalogueFacts } from '../../src/recommender/scorer-kit/catalogue-facts.ts';
import { gmfTrainingDefaults, type trainGmf } from '../../src/recommender/scorers/gmf/gmf-training.ts';
import { startingVectors } from '../../src/recommender/scorers/gmf-scorer.ts';
import { type Column, table } from '../../src/terminal/table.ts';
import { networkTraining } from '../../src/training/trainer.ts';

const usage = 'npm run benchmark -- engines --interactions FILE --courses FILE [--epochs N]';

interface Run {
  engine: string;
  examples: number;
  seconds: number;
  loss: number;
}

/** How fast the engines train the network: one thread, the epochs after the first. */
export async function benchmarkEngines(args: string[]): Promise<void> {
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
  for (const engine of ['simd', 'tensorflow'] as const) {
    const train = await networkTraining(engine, console.error);
    runs.push({ engine, ...measured(train, data.dataset, start, epochs) });
  }
  const columns: Column<Run>[] = [
    { head: 'engine', cell: ({ engine }) => engine },
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
): Omit<Run, 'engine'> {
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

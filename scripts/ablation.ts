// npm run ablation -- --interactions FILE --courses FILE [--split last|time|term] … (docs/recommender.md)
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AblationRow, ablate } from '../src/experiment/ablation/ablation.ts';
import { learningCurves } from '../src/experiment/ablation/learning-curves.ts';
import { readData } from '../src/experiment/read-data.ts';
import { isSplit, splits } from '../src/experiment/splits.ts';
import { writeJson, writeResult } from '../src/experiment/write-result.ts';
import { ProgressBar } from '../src/terminal/progress-bar.ts';
import { type Column, table } from '../src/terminal/table.ts';

const usage =
  'npm run ablation -- --interactions FILE --courses FILE [--split last|time|term] [--sample N] [--seed N] [--json OUT] [--images DIR]';

const columns: Column<AblationRow>[] = [
  { head: 'variant', cell: ({ name }) => name },
  { head: 'epochs', cell: ({ epochs }) => `${epochs ?? ''}` },
  { head: 'R@10', cell: (row) => row.recall_at_10.toFixed(4) },
  { head: 'NDCG@10', cell: (row) => row.ndcg_at_10.toFixed(4) },
  { head: 'difference', cell: ({ difference }) => (difference === null ? '' : difference.toFixed(4)) },
  {
    head: '95 % interval',
    cell: ({ difference_ci95: interval }) => interval?.map((bound) => bound.toFixed(4)).join(' to ') ?? '',
  },
];

try {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...{ interactions: string, courses: string, json: string, images: string },
      split: { ...string, default: 'last' },
      sample: { ...string, default: '5000' },
      seed: { ...string, default: '1' },
    },
  });
  const { interactions, courses, split: name } = values;
  const [sample, seed] = [Number(values.sample), Number(values.seed)];
  if (!interactions || !courses)
    throw new Error(`--interactions and --courses each name a file.\n  ${usage}`);
  if (!isSplit(name)) throw new Error(`--split is "${name}": it is ${Object.keys(splits).join(' or ')}.`);
  if (!(Number.isSafeInteger(sample) && sample > 0 && Number.isSafeInteger(seed) && seed > 0))
    throw new Error(`--sample and --seed are whole numbers above 0.\n  ${usage}`);

  const data = await readData({ interactions, courses });
  const bar = new ProgressBar('Ablation');
  const { networks, scorers, curves } = ablate({
    // The last part: of a split by term, the latest term.
    split: splits[name](data.dataset, { sample, seed }).at(-1)!,
    courses: data.courses,
    seed,
    threads: availableParallelism(),
    onProgress: (share, detail) => bar.update(share, detail),
  });
  bar.finish(`${networks.length} networks, ${scorers.length} sets of scorers`);
  for (const rows of [networks, scorers]) console.log(`\n${table(columns, rows).join('\n')}`);
  if (values.json !== undefined) await writeJson(values.json, { networks, scorers, curves });
  if (values.images !== undefined) {
    const write = (file: string, picture: string) => writeResult(join(values.images!, file), picture);
    await write(
      'validation-by-epoch.svg',
      learningCurves('Validation NDCG@10 by epoch', curves, 'validation'),
    );
    await write('loss-by-epoch.svg', learningCurves('Training loss by epoch', curves, 'loss'));
  }
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 2;
}

// npm run benchmark -- train|serve|diversity|trainers|launch|roster|import|catalogue|attacks [options]: what the recommender, a launch, a
// roster, an import and a look through a catalogue cost, what the recommender's settings trade, and what others notice of an attack.
import { benchmarkAttacks } from './benchmark/attacks.ts';
import { benchmarkCatalogue } from './benchmark/catalogue.ts';
import { benchmarkDiversity } from './benchmark/diversity.ts';
import { benchmarkImport } from './benchmark/import.ts';
import { benchmarkLaunch } from './benchmark/launch.ts';
import { benchmarkRoster } from './benchmark/roster.ts';
import { benchmarkServing } from './benchmark/serve.ts';
import { benchmarkTraining } from './benchmark/train.ts';
import { benchmarkTrainers } from './benchmark/trainers.ts';

const benchmarks: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  train: benchmarkTraining,
  serve: benchmarkServing,
  diversity: benchmarkDiversity,
  trainers: benchmarkTrainers,
  launch: benchmarkLaunch,
  roster: benchmarkRoster,
  import: benchmarkImport,
  catalogue: benchmarkCatalogue,
  attacks: benchmarkAttacks,
};

try {
  const [name = '', ...args] = process.argv.slice(2);
  const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (!benchmark)
    throw new Error(`npm run benchmark -- ${Object.keys(benchmarks).join('|')}: "${name}" is none of them.`);
  await benchmark(args);
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 2;
}

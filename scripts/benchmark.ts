// npm run benchmark -- NAME [options]: train, serve, diversity, trainers, launch, load, roster, import, catalogue: what each costs;
// chaos: what kills lose; jobs: how often each is done where processes are killed; restart: who notices a new version;
// feed-mutations: whom broken feeds withdraw; fuzz: what odd values do;
// attacks: what other people notice of an attack; rollbacks: how often a model is put back, rightly and wrongly.
import { benchmarkAttacks } from './benchmark/attacks.ts';
import { benchmarkCatalogue } from './benchmark/catalogue.ts';
import { benchmarkChaos } from './benchmark/chaos.ts';
import { benchmarkDiversity } from './benchmark/diversity.ts';
import { benchmarkFeedMutations } from './benchmark/feed-mutations.ts';
import { benchmarkFeedback } from './benchmark/feedback.ts';
import { benchmarkFuzz } from './benchmark/fuzz.ts';
import { benchmarkImport } from './benchmark/import.ts';
import { benchmarkJobs } from './benchmark/jobs.ts';
import { benchmarkLaunch } from './benchmark/launch.ts';
import { benchmarkLoad } from './benchmark/load.ts';
import { benchmarkRestart } from './benchmark/restart.ts';
import { benchmarkRollbacks } from './benchmark/rollbacks.ts';
import { benchmarkRoster } from './benchmark/roster.ts';
import { benchmarkServing } from './benchmark/serve.ts';
import { benchmarkTraining } from './benchmark/train.ts';
import { benchmarkTrainers } from './benchmark/trainers/trainers.ts';

const benchmarks: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  train: benchmarkTraining,
  serve: benchmarkServing,
  diversity: benchmarkDiversity,
  trainers: benchmarkTrainers,
  launch: benchmarkLaunch,
  load: benchmarkLoad,
  rollbacks: benchmarkRollbacks,
  roster: benchmarkRoster,
  import: benchmarkImport,
  catalogue: benchmarkCatalogue,
  chaos: benchmarkChaos,
  restart: benchmarkRestart,
  jobs: benchmarkJobs,
  'feed-mutations': benchmarkFeedMutations,
  feedback: benchmarkFeedback,
  fuzz: benchmarkFuzz,
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

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { JobModel } from '../../models/job.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { type Effect, effectsName, type Run, runsName } from './jobs-work.ts';

const processes = 4;
/** Of a process's jobs, until others take them; shorter than in the tool, so that the measurement is. */
const lifeMilliseconds = 5_000;
const betweenKills = { least: 300, most: 1_200 };
const longestSilence = 60_000;
const idleSeconds = 5;

export interface JobsResult {
  jobs: number;
  kills: number;
  engineKills: number;
  seconds: number;
  /** Jobs whose effect is not there. */
  missing: number;
  /** Jobs that are still in the collection. */
  left: number;
  /** Jobs that were begun more than once. */
  repeated: number;
  /** Of these, begun while another process was still doing it. */
  doubled: number;
  /** What a process asks the database in a second while there is nothing to do. */
  questionsPerSecond: number;
}

/** Has jobs done by processes that are killed (kill -9) and started again, as is the database, and counts how often each was done. */
export async function benchmarkJobs(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      jobs: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '20' },
      'engine-kills': { type: 'string', default: '0' },
      json: { type: 'string' },
    },
  });
  const [jobs, kills, engineKills] = [values.jobs, values.kills, values['engine-kills']].map(Number);
  const result = await doJobs({ jobs, kills, engineKills } as Wanted);
  const { missing, left, repeated, doubled, questionsPerSecond } = result;
  console.log(
    `${jobs} jobs, ${processes} processes, ${result.kills} kills, ${result.engineKills} of the database: ${result.seconds.toFixed(1)} s`,
  );
  console.log(`without effect ${missing}, stuck ${left}, begun again ${repeated}, doubled ${doubled}`);
  console.log(
    `with nothing to do, a process asks the database ${questionsPerSecond.toFixed(1)} times a second`,
  );
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify({ rows: [result] }, null, 2)}\n`);
}

interface Wanted {
  jobs: number;
  /** Of processes that do them. */
  kills: number;
  /** Of the database's engine. */
  engineKills: number;
}

export async function doJobs(wanted: Wanted): Promise<JobsResult> {
  if (!Object.values(wanted).every((count) => Number.isInteger(count) && count >= 0))
    throw new Error('--jobs, --kills and --engine-kills: say whole numbers.');
  const { jobs } = wanted;
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-jobs-'));
  const database = await openDatabase({ dataDirectory, log: pino({ level: 'silent' }) });
  const workers = new Workers(database.uri);
  try {
    const queue = new JobQueue();
    for (let i = 0; i < jobs; i++) await queue.request({ kind: 'work', source: `${i}` });
    const effects = mongoose.connection.collection<Effect>(effectsName);
    const started = performance.now();
    let [done, left, engineKills] = [0, jobs, 0];
    let lastChange = performance.now();
    let nextKill = performance.now() + betweenKills.most;
    while (left > 0 && performance.now() - lastChange < longestSilence) {
      workers.startMissing();
      const before = done;
      // While the engine starts again, nothing is known.
      [done, left] = await Promise.all([effects.countDocuments(), JobModel.countDocuments()]).catch(
        () => [done, left] as [number, number],
      );
      if (done !== before) lastChange = performance.now();
      if (done > 0 && performance.now() > nextKill) {
        // Spread over the kills of processes.
        if (
          engineKills < wanted.engineKills &&
          engineKills * wanted.kills <= workers.kills * wanted.engineKills
        ) {
          process.kill(database.embedded?.pid() as number, 'SIGKILL');
          engineKills++;
        } else if (workers.kills < wanted.kills) await workers.killNext();
        const { least, most } = betweenKills;
        nextKill = performance.now() + least + (most - least) * Math.random();
      }
      await sleep(50);
    }
    const seconds = (performance.now() - started) / 1000;
    const missing = jobs - (await effects.countDocuments());
    const questionsPerSecond = await workers.idle();
    const runs = await mongoose.connection.collection<Run>(runsName).find().toArray();
    return {
      ...{ jobs, kills: workers.kills, engineKills, seconds, missing, left },
      ...repeatedIn(runs, workers.deaths),
      questionsPerSecond,
    };
  } finally {
    workers.stop();
    await database.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** The processes that do the jobs. */
class Workers {
  /** When each ended, by its name. */
  readonly deaths = new Map<string, Date>();
  kills = 0;
  readonly #uri: string;
  readonly #running = new Map<string, ChildProcess>();
  #started = 0;

  constructor(uri: string) {
    this.#uri = uri;
  }

  startMissing(): void {
    while (this.#running.size < processes) {
      const name = `${this.#started++}`;
      const script = join(import.meta.dirname, 'jobs-process.js');
      const child = fork(script, [this.#uri, name, `${lifeMilliseconds}`], {
        stdio: ['ignore', 1, 'ignore', 'ipc'],
      });
      this.#running.set(name, child);
      // Also by itself: one that is started while the database is away cannot connect.
      child.once('exit', () => {
        this.#running.delete(name);
        this.deaths.set(name, new Date());
      });
    }
  }

  /** The one that has run for longest. */
  async killNext(): Promise<void> {
    const [child] = this.#running.values();
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.kills++;
  }

  /** What a process asks in a second while there is nothing to do. */
  async idle(): Promise<number> {
    const children = [...this.#running.values()];
    const ask = async () => {
      const answers = children.map((child) => once(child, 'message') as Promise<[{ questions: number }]>);
      for (const child of children) child.send('count');
      return (await Promise.all(answers)).map(([{ questions }]) => questions);
    };
    await ask();
    await sleep(idleSeconds * 1000);
    const questions = await ask();
    return questions.reduce((sum, one) => sum + one, 0) / children.length / idleSeconds;
  }

  stop(): void {
    for (const child of this.#running.values()) child.kill('SIGKILL');
  }
}

function repeatedIn(
  runs: readonly Run[],
  deaths: ReadonlyMap<string, Date>,
): Pick<JobsResult, 'repeated' | 'doubled'> {
  const byJob = new Map<string, Run[]>();
  for (const run of runs) byJob.set(run.job, [...(byJob.get(run.job) ?? []), run]);
  const repeated = [...byJob.values()].filter(({ length }) => length > 1);
  const isDoubled = (of: Run[]) => {
    const inOrder = of.sort((a, b) => a.at.getTime() - b.at.getTime());
    return inOrder.some(({ by, end = deaths.get(by) }, i) => {
      const next = inOrder[i + 1];
      return next !== undefined && (end === undefined || next.at < end);
    });
  };
  return { repeated: repeated.length, doubled: repeated.filter(isDoubled).length };
}

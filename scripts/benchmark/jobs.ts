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
  seconds: number;
  /** Jobs whose effect is not there. */
  missing: number;
  /** Jobs that are still in the collection. */
  left: number;
  /** Jobs that were begun more than once. */
  repeated: number;
  /** Of these, begun while the process that had begun it before lived. */
  doubled: number;
  /** What a process asks the database in a second while there is nothing to do. */
  questionsPerSecond: number;
}

/** Has jobs done by processes that are killed (kill -9) and started again, and counts how often each was done. */
export async function benchmarkJobs(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      jobs: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '20' },
      json: { type: 'string' },
    },
  });
  const result = await doJobs(Number(values.jobs), Number(values.kills));
  const { jobs, kills, seconds, missing, left, repeated, doubled, questionsPerSecond } = result;
  console.log(`${jobs} jobs, ${processes} processes, ${kills} kills: ${seconds.toFixed(1)} s`);
  console.log(
    `without effect ${missing}, stuck ${left}, begun again after a kill ${repeated}, doubled ${doubled}`,
  );
  console.log(
    `with nothing to do, a process asks the database ${questionsPerSecond.toFixed(1)} times a second`,
  );
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify({ rows: [result] }, null, 2)}\n`);
}

export async function doJobs(jobs: number, kills: number): Promise<JobsResult> {
  if (!(Number.isInteger(jobs) && jobs > 0 && Number.isInteger(kills) && kills >= 0))
    throw new Error('--jobs and --kills: say whole numbers.');
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-jobs-'));
  const database = await openDatabase({ dataDirectory, log: pino({ level: 'silent' }) });
  const children = new Map<number, ChildProcess>();
  /** When each was killed, by its name. */
  const deaths = new Map<string, Date>();
  const names = new Map<ChildProcess, string>();
  const start = (place: number) => {
    const name = `${place}-${deaths.size}`;
    const script = join(import.meta.dirname, 'jobs-process.js');
    const child = fork(script, [database.uri, name, `${lifeMilliseconds}`]);
    children.set(place, child);
    names.set(child, name);
  };
  try {
    const queue = new JobQueue();
    for (let i = 0; i < jobs; i++) await queue.request({ kind: 'work', source: `${i}` });
    const effects = mongoose.connection.collection<Effect>(effectsName);
    const started = performance.now();
    for (let place = 0; place < processes; place++) start(place);
    let lastDone = 0;
    let lastChange = performance.now();
    let nextKill = performance.now() + betweenKills.most;
    while ((await JobModel.countDocuments()) > 0 && performance.now() - lastChange < longestSilence) {
      const done = await effects.countDocuments();
      if (done !== lastDone) lastChange = performance.now();
      lastDone = done;
      if (deaths.size < kills && done > 0 && performance.now() > nextKill) {
        const place = deaths.size % processes;
        const child = children.get(place) as ChildProcess;
        child.kill('SIGKILL');
        await once(child, 'exit');
        deaths.set(names.get(child) as string, new Date());
        start(place);
        nextKill =
          performance.now() + betweenKills.least + (betweenKills.most - betweenKills.least) * Math.random();
      }
      await sleep(50);
    }
    const seconds = (performance.now() - started) / 1000;
    const left = await JobModel.countDocuments();
    const missing = jobs - (await effects.countDocuments());
    const questionsPerSecond = await idle([...children.values()]);
    const runs = await mongoose.connection.collection<Run>(runsName).find().toArray();
    return {
      jobs,
      kills: deaths.size,
      seconds,
      missing,
      left,
      ...repeatedIn(runs, deaths),
      questionsPerSecond,
    };
  } finally {
    for (const child of children.values()) child.kill('SIGKILL');
    await database.close();
    await rm(dataDirectory, { recursive: true, force: true });
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
    return inOrder.some(({ by }, i) => {
      const next = inOrder[i + 1];
      const death = deaths.get(by);
      return next !== undefined && (death === undefined || next.at < death);
    });
  };
  return { repeated: repeated.length, doubled: repeated.filter(isDoubled).length };
}

/** What a process asks in a second while there is nothing to do. */
async function idle(children: readonly ChildProcess[]): Promise<number> {
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

import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import mongoose, { type Types } from 'mongoose';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';
import { trainNow } from '../../src/training/run-training.ts';
import { type CollegeToVisit, collegeToVisit } from './college-to-visit.ts';
import { cpuShares, type Shares, sayShares } from './cpu-shares.ts';
import { keepTraining } from './keep-training.ts';
import { startProcess, type ToolProcess } from './tool-process.ts';

const usage =
  'npm run benchmark -- load [--institutions 1] [--learners 10000] [--courses 2000] [--each 20] [--connections 16] [--seconds 30] [--processes 1,2] [--without-training] [--shares] [--in FOLDER] [--json OUT]';
const warmUpSeconds = 5;
const log = pino({ level: 'silent' });

/** One measurement. */
interface Row {
  /** Web processes. */
  processes: number;
  connections: number;
  /** Whether a worker beside them trained all the time. */
  training: boolean;
  panels_per_second: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  /** Answers that were no panel. */
  failed: number;
  /** Of all web processes together, when it began and when it ended; 0 where the system does not tell. */
  memory_mb: [number, number];
}

/**
 * How many panels a second a college of this size gets, over HTTP, compressed, by autocannon: from one and two web processes, and
 * while a worker trains. Client, processes and embedded database share this machine.
 */
export async function benchmarkLoad(args: string[]): Promise<void> {
  const options = readOptions(args);
  const folder = options.in ?? (await mkdtemp(join(tmpdir(), 'next-courses-load-')));
  try {
    const { institutionId, cookies } = await prepared(folder, options);
    const rows: Row[] = [];
    for (const processes of options.processes)
      for (const training of options.withoutTraining ? [false] : [false, true]) {
        rows.push(await measure(folder, institutionId, cookies, { ...options, processes, training }));
        console.log(say(rows.at(-1) as Row));
      }
    const shares = options.shares ? await measureShares(folder, cookies, options) : undefined;
    if (shares) console.log(sayShares(shares));
    if (options.json) await writeFile(options.json, `${JSON.stringify({ rows, shares }, undefined, 2)}\n`);
  } finally {
    if (!options.in) await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      institutions: { type: 'string', default: '1' },
      learners: { type: 'string', default: '10000' },
      courses: { type: 'string', default: '2000' },
      each: { type: 'string', default: '20' },
      connections: { type: 'string', default: '16' },
      seconds: { type: 'string', default: '30' },
      processes: { type: 'string', default: '1,2' },
      'without-training': { type: 'boolean', default: false },
      shares: { type: 'boolean', default: false },
      in: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const whole = (name: keyof typeof values, text: unknown = values[name]) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1)
      throw new Error(`--${name} is "${text}": say a whole number.\n  ${usage}`);
    return number;
  };
  return {
    institutions: whole('institutions'),
    /** Of each. */
    learners: whole('learners'),
    courses: whole('courses'),
    /** Courses that a learner draws. */
    each: whole('each'),
    connections: whole('connections'),
    seconds: whole('seconds'),
    processes: (values.processes ?? '').split(',').map((text) => whole('processes', text)),
    withoutTraining: values['without-training'],
    shares: values.shares,
    /** Keeps the college there, for a day of further measurements. */
    in: values.in,
    json: values.json,
  };
}

type Options = ReturnType<typeof readOptions>;

interface Prepared {
  /** The one that a worker trains meanwhile. */
  institutionId: Types.ObjectId;
  /** Of visits of all. */
  cookies: string[];
}

/** The college of an earlier run in the same folder, or a new one. */
async function prepared(folder: string, options: Options): Promise<Prepared> {
  const file = join(folder, 'college.json');
  if (existsSync(file)) {
    const { institutionId, cookies } = JSON.parse(await readFile(file, 'utf8'));
    return { institutionId: new mongoose.Types.ObjectId(institutionId as string), cookies };
  }
  const { institutionId, cookies } = await prepare(folder, options);
  if (options.in) await writeFile(file, JSON.stringify({ institutionId, cookies }));
  return { institutionId, cookies };
}

/** Stores the colleges and trains the model of each, one after the other. */
async function prepare(folder: string, { institutions, ...size }: Options): Promise<Prepared> {
  const database = await openDatabase({ dataDirectory: folder, log });
  try {
    const colleges: CollegeToVisit[] = [];
    const spent = { storing: 0, training: 0 };
    let rejected = 0;
    for (let i = 0; i < institutions; i++) {
      const started = performance.now();
      const college = await collegeToVisit(`Load college ${i + 1}`, size);
      const stored = performance.now();
      const signal = new AbortController().signal;
      const model = await trainNow(college.institutionId, { trainer: 'simd', signal, onWait: () => {} });
      if (!model?.accepted) rejected++;
      spent.storing += stored - started;
      spent.training += performance.now() - stored;
      colleges.push(college);
    }
    const [first] = colleges as [CollegeToVisit];
    console.log(
      `${institutions} × ${size.learners} learners, ${size.courses} courses, ${first.enrolments} enrolments: stored in ${seconds(spent.storing)}, models trained in ${seconds(spent.training)} (${rejected} rejected)`,
    );
    return {
      institutionId: first.institutionId,
      cookies: colleges.flatMap(({ cookies }) => cookies),
    };
  } finally {
    await database.close();
  }
}

async function measure(
  folder: string,
  institutionId: Types.ObjectId,
  cookies: readonly string[],
  {
    processes,
    connections,
    seconds: duration,
    training,
  }: Omit<Options, 'processes'> & { processes: number; training: boolean },
): Promise<Row> {
  const webs = [];
  for (let i = 0; i < processes; i++) webs.push(await startProcess(folder, { ROLE: 'web' }));
  const database = await openDatabase({ dataDirectory: folder, log, share: true });
  const worker = training ? await startProcess(folder, { ROLE: 'worker' }) : undefined;
  const stopTraining = training ? await keepTraining(institutionId) : undefined;
  try {
    const urls = webs.map(({ url }) => `${url}/panel`);
    await ask(urls, cookies, connections, warmUpSeconds);
    const before = memoryOf(webs);
    const { times, failed, elapsed } = await ask(urls, cookies, connections, duration);
    const memory: Row['memory_mb'] = [before, memoryOf(webs)];
    const at = (share: number) => Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 10) / 10;
    return {
      ...{ processes, connections, training },
      panels_per_second: Math.round(times.length / elapsed),
      ...{ p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), failed, memory_mb: memory },
    };
  } finally {
    await stopTraining?.();
    await worker?.stop();
    await database.close();
    // The first one has the engine, which the others need until they are gone.
    for (const web of webs.reverse()) await web.stop();
  }
}

/** What one web process, with the database's engine beside it, spends its time on. */
async function measureShares(
  folder: string,
  cookies: readonly string[],
  { connections, seconds: duration }: Options,
): Promise<Shares> {
  const profiles = await mkdtemp(join(tmpdir(), 'next-courses-profile-'));
  try {
    const began = performance.now();
    const web = await startProcess(folder, { ROLE: 'web' }, ['--cpu-prof', `--cpu-prof-dir=${profiles}`]);
    const urls = [`${web.url}/panel`];
    await ask(urls, cookies, connections, warmUpSeconds);
    const from = performance.now() - began;
    await ask(urls, cookies, connections, duration);
    const to = performance.now() - began;
    await web.stop();
    const [file] = await readdir(profiles);
    return cpuShares(JSON.parse(await readFile(join(profiles, file as string), 'utf8')), from, to);
  } finally {
    await rm(profiles, { recursive: true, force: true });
  }
}

/** MB that the processes hold in memory. */
function memoryOf(processes: readonly ToolProcess[]): number {
  const kilobytes = processes.map(({ process: { pid } }) => {
    const status = `/proc/${pid}/status`;
    return existsSync(status) ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) : 0;
  });
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024);
}

/** Asks for panels of people drawn at random, each process as much as the others. @returns ms of each panel, sorted */
async function ask(urls: string[], cookies: readonly string[], connections: number, duration: number) {
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const anybody = () => cookies[Math.floor(Math.random() * cookies.length)] as string;
  await Promise.all(
    urls.map(
      (url) =>
        new Promise<void>((resolve, reject) => {
          const run = autocannon(
            {
              ...{ url, connections: Math.ceil(connections / urls.length), duration },
              headers: { 'accept-encoding': 'gzip' },
              requests: [
                {
                  setupRequest: (request) => ({
                    ...request,
                    headers: { ...request.headers, cookie: anybody() },
                  }),
                },
              ],
            },
            (error, result) => {
              failed += result?.errors ?? 0;
              if (error) reject(error);
              else resolve();
            },
          );
          run.on('response', (_client, status, _bytes, milliseconds) => {
            if (status === 200) times.push(milliseconds);
            else failed++;
          });
        }),
    ),
  );
  return { times: times.sort((a, b) => a - b), failed, elapsed: (performance.now() - began) / 1000 };
}

function say({
  processes,
  connections,
  training,
  panels_per_second,
  p50_ms,
  p95_ms,
  p99_ms,
  failed,
  memory_mb: [before, after],
}: Row): string {
  return `${processes} web process(es), ${connections} connections${training ? ', a worker training' : ''}: ${panels_per_second} panels/s, p50 ${p50_ms}, p95 ${p95_ms}, p99 ${p99_ms} ms, ${failed} failed, ${before} MB, in the end ${after}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Types } from 'mongoose';
import { pino } from 'pino';
import { EventModel } from '../../models/event.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { PassModel } from '../../models/pass.ts';
import { SessionModel } from '../../models/session.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { attackNames } from './attacks/attack-names.ts';
import type { AttackTask } from './attacks/attack-process.ts';
import { writeCatalogue } from './attacks/seed.ts';
import { freePort } from './free-port.ts';

const askEveryMilliseconds = 50;
/** No person asks twenty times a second: the requests are those of so many students, one after the other. */
const innocents = 200;
const storedEvents = 24_000;
const settleSeconds = 2;

/**
 * What other people notice while one person, course, sender or stranger misuses the tool. Starts the tool in a process of its own
 * with an empty data folder; innocent students ask for their panel every 50 ms while each attack runs, from another process, over
 * the loopback interface only. Of each attack: the longest pause and the 99th percentile of the innocent, and how many of their
 * pages were none. `--root` measures another version of this project, which must be compiled.
 */
export async function benchmarkAttacks(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '8' },
      root: { type: 'string', default: projectRoot },
      json: { type: 'string' },
    },
  });
  const seconds = Math.min(Math.max(Number(values.seconds) || 8, 1), 60);
  const wanted = attackNames.filter((name) => positionals.length === 0 || positionals.includes(name));
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-attacks-'));
  const tool = await startTool(resolve(values.root), folder);
  try {
    const log = pino({ level: 'silent' });
    const database = await openDatabase({ uri: undefined, dataDirectory: folder, log, share: true });
    try {
      const { students, task } = await seed(tool.url);
      const rows = [];
      await measure(tool.url, students, settleSeconds, undefined);
      console.log('attack            pages   longest ms    p99 ms   failed   what the attacker got');
      for (const attack of ['nothing', ...wanted] as const) {
        const attacker = attack === 'nothing' ? undefined : { ...task, attack, seconds };
        const row = { attack, ...(await measure(tool.url, students, seconds, attacker)) };
        rows.push(row);
        console.log(
          `${attack.padEnd(16)}${`${row.pages}`.padStart(7)}${row.longest.toFixed(0).padStart(13)}${row.p99.toFixed(0).padStart(10)}${`${row.failed}`.padStart(9)}   ${row.attacker}`,
        );
        await sleep(settleSeconds * 1_000);
      }
      if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ rows }, null, 2)}\n`);
    } finally {
      await database.close();
    }
  } finally {
    await tool.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measured {
  pages: number;
  longest: number;
  p99: number;
  failed: number;
  attacker: string;
}

/** Innocent students ask on the beat, whether the earlier answers have come or not. */
async function measure(
  url: string,
  students: readonly string[],
  seconds: number,
  task: AttackTask | undefined,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  const attacker = task && attackWith(task);
  const times: number[] = [];
  let failed = 0;
  const asked: Promise<void>[] = [];
  const until = performance.now() + seconds * 1_000;
  for (let i = 0; performance.now() < until; i++) {
    const begun = performance.now();
    const page = ask(`${url}/panel`, students[i % students.length] as string, agent);
    asked.push(
      page.then((status) => {
        times.push(performance.now() - begun);
        if (status !== 200) failed++;
      }),
    );
    await sleep(askEveryMilliseconds);
  }
  const said = (await attacker) ?? '';
  await Promise.all(asked);
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { pages: times.length, longest: at(1), p99: at(0.99), failed, attacker: said };
}

/** @returns the status; 0 where the connection broke or nothing came within a minute */
function ask(address: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((done) => {
    const asked = request(address, { agent, headers: { Cookie: cookie }, timeout: 60_000 }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode ?? 0));
      answer.once('error', () => done(0));
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => done(0));
    asked.end();
  });
}

async function attackWith(task: AttackTask): Promise<string> {
  const program = join(import.meta.dirname, 'attacks/attack-process.js');
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const tooLate = setTimeout(() => child.kill('SIGKILL'), (task.seconds + 40) * 1_000);
  await once(child, 'exit');
  clearTimeout(tooLate);
  return said.trim();
}

interface RunningTool {
  url: string;
  stop: () => Promise<void>;
}

async function startTool(root: string, dataDirectory: string): Promise<RunningTool> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--max-semi-space-size=64', join(root, 'dist/src/main.js')], {
    cwd: root,
    // Nothing of this process's surroundings, which may name another database.
    env: {
      ...{ DEMO: 'off', LOG_LEVEL: 'fatal', PORT: `${port}`, PUBLIC_URL: `http://localhost:${port}` },
      ...{ DATA_DIR: dataDirectory, SECRET_KEY: 'k'.repeat(64) },
      PRIVATE_LMS_HOSTS: `127.0.0.1:${port + 1}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await readiness(child);
  return { url: `http://127.0.0.1:${port}`, stop: () => end(child) };
}

async function readiness(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The tool ended before it was ready.')));
    child.stdout?.on('data', (chunk: Buffer) => {
      if (`${chunk}`.includes('Ready')) resolve();
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(kill);
}

async function seed(url: string) {
  const { _id } = await InstitutionModel.create({ name: 'College', learnerKey: '7'.repeat(64) });
  const other = await InstitutionModel.create({ name: 'Other college', learnerKey: '8'.repeat(64) });
  const courses = await writeCatalogue(_id);
  await EventModel.collection.insertMany(
    Array.from({ length: storedEvents }, (_, i) => ({
      ...{ institutionId: _id, learner: 'attacker', at: new Date(Date.now() - i * 100) },
      ...{
        type: i % 2 === 0 ? 'searched' : 'dismissed',
        text: `text ${i}`,
        course: courses[i % courses.length],
      },
    })),
  );
  const administration = randomBytes(32).toString('base64url');
  await PassModel.create({ _id: hash(administration), permits: 'administration', expiresAt: inAnHour() });
  const task = {
    ...{ url, visit: await newVisit(_id, 'attacker'), course: courses[0] as string },
    credential: await issueCredential(_id, 'attacker'),
    administration: `__Host-nc-administration=${administration}`,
    institution: `${other._id}`,
    platformPort: Number(new URL(url).port) + 1,
  };
  const names = Array.from({ length: innocents }, (_, i) => `student ${i}`);
  return { students: await Promise.all(names.map((name) => newVisit(_id, name))), task };
}

/** @returns the cookie of a visit */
async function newVisit(institutionId: Types.ObjectId, learner: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await SessionModel.create({
    ...{ _id: hash(secret), institutionId, learner, role: 'learner' },
    ...{ platformOrigins: ['http://127.0.0.1'], endsAt: inAnHour(), expiresAt: inAnHour() },
  });
  return `__Host-nc-session=${secret}`;
}

function inAnHour(): Date {
  return new Date(Date.now() + 3_600_000);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

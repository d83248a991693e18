import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { CourseModel } from '../../models/course.ts';
import { EventModel } from '../../models/event.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { SessionModel } from '../../models/session.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { hashOf, newSecret } from '../../src/lti/secrets/secret.ts';
import { KillableServer } from './killable-server.ts';
import { type Load, startLoad } from './kills-load.ts';

const courses = 200;
const people = 40;
/** Between two kills, all going well. */
const pauseMilliseconds = { least: 300, most: 2_500 };
/** A server that answers nothing for so long is broken. */
const longestOutageMilliseconds = 120_000;
const log = pino({ level: 'silent' });

/** What happened. Times are milliseconds. */
export interface KillsResult {
  acknowledged: number;
  /** Acknowledged, and not in the database afterwards. */
  lost: number;
  views: number;
  /** Time without a good answer, one for each kill. */
  outages: { web: number[]; engine: number[] };
  /** Times that /healthz said ok while pages had failed for more than two seconds. */
  wrongHealth: number;
  /** The longest time that any request took to be answered, whatever the answer. */
  slowestAnswer: number;
  /** Answers of 500. */
  defects: number;
}

/**
 * Kills the server and its database engine by turns at random moments (kill -9), while people look at panels and another system
 * sends events, and counts what was lost and how long nobody was answered. The server is a process of its own, which is started
 * again at once, as systemd would; the load comes from this process, over HTTP.
 */
export async function benchmarkKills(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '50' } } });
  const rounds = Number(values.rounds);
  if (!(Number.isInteger(rounds) && rounds > 0))
    throw new Error(`--rounds is "${values.rounds}": say a whole number.`);
  const result = await kill(rounds, (line) => console.log(line));
  const { acknowledged, lost, views, outages, wrongHealth, slowestAnswer, defects } = result;
  console.log(`${acknowledged} events acknowledged, ${lost} lost; ${views} panels shown`);
  for (const [what, times] of Object.entries(outages))
    console.log(
      `${times.length} kills of ${what}: outage ${seconds(median(times))} in the median, ${seconds(Math.max(...times))} at most`,
    );
  console.log(`${wrongHealth} wrong answers of /healthz; ${defects} answers of 500`);
  console.log(`slowest answer of all ${seconds(slowestAnswer)}`);
}

/** @param rounds so many kills of each */
export async function kill(rounds: number, say: (line: string) => void): Promise<KillsResult> {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-kills-'));
  const { cookies, credential } = await prepare(folder);
  const server = await KillableServer.start(folder);
  const load = startLoad(server.url, cookies, credential);
  const outages = { web: [] as number[], engine: [] as number[] };
  try {
    await load.goesWellSince(performance.now(), longestOutageMilliseconds);
    for (let round = 0; round < rounds; round++)
      for (const what of ['engine', 'web'] as const) {
        const { least, most } = pauseMilliseconds;
        await sleep(least + (most - least) * Math.random());
        const killed = performance.now();
        await (what === 'web' ? server.killWeb() : server.killEngine());
        const outage = await load.goesWellSince(killed, longestOutageMilliseconds);
        outages[what].push(outage);
        say(`${round + 1}/${rounds} ${what}: ${seconds(outage)}`);
      }
    await load.stop();
  } finally {
    await load.stop();
    await server.stop();
  }
  const lost = await countLost(folder, load);
  await rm(folder, { recursive: true, force: true });
  const { views, wrongHealth, slowestAnswer, defects } = load;
  return {
    ...{ acknowledged: load.acknowledged.size, lost, views, outages },
    ...{ wrongHealth, slowestAnswer, defects },
  };
}

/** An institution with a catalogue, people whose visit has begun, and a system that may send events. */
async function prepare(dataDirectory: string): Promise<{ cookies: string[]; credential: string }> {
  const database = await openDatabase({ dataDirectory, log });
  try {
    const institution = await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey() });
    const institutionId = institution._id;
    await CourseModel.insertMany(
      Array.from({ length: courses }, (_, i) => ({
        ...{ institutionId, key: `${i}`, source: 'csv', seenAt: new Date() },
        ...{
          title: `Course ${i}`,
          description: `What course ${i} is about`,
          url: `https://lms.example/${i}`,
        },
      })),
    );
    const secrets = Array.from({ length: people }, newSecret);
    const tomorrow = new Date(Date.now() + 86_400_000);
    await SessionModel.insertMany(
      secrets.map((secret, i) => ({
        ...{ _id: hashOf(secret), institutionId, learner: learnerKeyOf(institution, `${i}`) },
        ...{
          role: 'learner',
          platformOrigins: ['https://lms.example'],
          endsAt: tomorrow,
          expiresAt: tomorrow,
        },
      })),
    );
    const credential = await issueCredential(institutionId, 'kills');
    return { cookies: secrets.map((secret) => `__Host-nc-session=${secret}`), credential };
  } finally {
    await database.close();
  }
}

async function countLost(dataDirectory: string, { acknowledged }: Load): Promise<number> {
  const database = await openDatabase({ dataDirectory, log });
  try {
    const stored = new Set(await EventModel.distinct('text', { type: 'searched' }));
    return [...acknowledged].filter((text) => !stored.has(text)).length;
  } finally {
    await database.close();
  }
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

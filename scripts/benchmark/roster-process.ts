// One roster, so that its memory is its own. Its parent is scripts/benchmark/roster.ts.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { peakBytes } from '../../src/experiment/peak-bytes.ts';
import { Encryption } from '../../src/lti/keys/encryption.ts';
import { ToolKeys } from '../../src/lti/keys/tool-keys.ts';
import type { Member, UnusableMember } from '../../src/lti/names-and-roles/roster-page.ts';
import { createRosterReader } from '../../src/lti/names-and-roles/roster-reader.ts';
import { ServiceTokens } from '../../src/lti/names-and-roles/service-tokens.ts';
import { syncRoster } from '../../src/sync/sources/names-and-roles/sync-roster.ts';
import type { RosterRow, RosterTask } from './roster.ts';

const secretKey = 'benchmark'.repeat(4);
const course = { key: 'C1', title: 'Everybody' };

const task = JSON.parse(process.argv[2] as string) as RosterTask;
const platform = fork(join(import.meta.dirname, 'roster-platform.js'), [JSON.stringify(task)], {
  execArgv: [],
});
const [port] = (await once(platform, 'message')) as [number];
const url = `http://127.0.0.1:${port}`;
const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-benchmark-'));
const database = await openDatabase({ uri: undefined, dataDirectory, log: pino({ level: 'silent' }) });
try {
  console.log(JSON.stringify(await measure()));
} finally {
  platform.disconnect();
  await database.close();
  await rm(dataDirectory, { recursive: true });
}

async function measure(): Promise<RosterRow> {
  const addresses = { authorizationUrl: `${url}/auth`, tokenUrl: `${url}/token`, jwksUrl: `${url}/jwks` };
  const created = await RegistrationModel.create({ issuer: url, clientId: 'c', name: 'P', ...addresses });
  const institution = await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey() });
  const keys = new ToolKeys(secretKey);
  await keys.ensure();
  const rules = { privateHosts: [new URL(url).host], plainHttp: true };
  const tokens = new ServiceTokens(keys, new Encryption(secretKey, 'service tokens'), rules);
  const readRoster = createRosterReader(tokens, rules);
  const read = () => readRoster(created.toObject(), `${url}/members`, { contextId: course.key });

  const growth = { early: 0, late: 0, pauses: 0 };
  const started = performance.now();
  await syncRoster(institution.toObject(), course, watched(read(), growth));
  const seconds = (performance.now() - started - growth.pauses) / 1000;
  const requests = Number(await (await fetch(`${url}/requests`)).text());
  const startedAgain = performance.now();
  await syncRoster(institution.toObject(), course, read());
  const again_seconds = (performance.now() - startedAgain) / 1000;
  const growth_bytes = growth.late - growth.early;
  return { ...task, requests, seconds, again_seconds, peak_bytes: peakBytes(), growth_bytes };
}

/** Looks at the memory held when both batches of the bulk writer are full for the first time, and at the end. */
async function* watched(
  members: AsyncIterable<Member | UnusableMember>,
  growth: { early: number; late: number; pauses: number },
): AsyncGenerator<Member | UnusableMember> {
  let count = 0;
  for await (const member of members) {
    yield member;
    count++;
    if (count !== 7_900 && count !== task.members - 100) continue;
    const paused = performance.now();
    growth[count === 7_900 ? 'early' : 'late'] = await held();
    growth.pauses += performance.now() - paused;
  }
}

async function held(): Promise<number> {
  globalThis.gc?.();
  await sleep(50);
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

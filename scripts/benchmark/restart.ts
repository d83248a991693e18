import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';
import { startBalancer } from './balancer.ts';
import { freePort } from './free-port.ts';
import { searchStatement } from './people-and-events.ts';
import { type SchoolAtWork, schoolAtWork } from './school-at-work.ts';
import { startProcess, type ToolProcess } from './tool-process.ts';

const usualConnections = 64;
/** A person asks three times a second at most. */
const people = 400;
const drainSeconds = '5';
const log = pino({ level: 'silent' });

export interface RestartResult {
  restarts: number;
  /** Good answers: panels, and events that were stored. */
  answered: number;
  /** Answers of any other status, and connections that broke. */
  failed: Record<string, number>;
  /** Milliseconds. */
  slowest: number;
}

/** Restarts two web processes behind a load balancer, one after the other, under load. */
export async function benchmarkRestart(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '5' } } });
  const rounds = Number(values.rounds);
  if (!(Number.isInteger(rounds) && rounds > 0))
    throw new Error(`--rounds is "${values.rounds}": say a whole number.`);
  const { restarts, answered, failed, slowest } = await restartInTurn(rounds, usualConnections);
  console.log(
    `${restarts} restarts under ${usualConnections} connections: ${answered} requests answered, failed ${JSON.stringify(failed)}, slowest ${(slowest / 1000).toFixed(2)} s`,
  );
  if (Object.keys(failed).length > 0) process.exitCode = 1;
}

/**
 * @param rounds so many restarts of each of the two
 * @param pause between two requests on a connection, ms
 */
export async function restartInTurn(rounds: number, connections: number, pause = 0): Promise<RestartResult> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-restart-'));
  // The engine is this process's: in production the database is a server of its own.
  const database = await openDatabase({ dataDirectory, log });
  const school = await schoolAtWork(people);
  const settings = { ROLE: 'web', DRAIN_SECONDS: drainSeconds };
  const ports = [await freePort(), await freePort()];
  const start = (port: number) => startProcess(dataDirectory, { ...settings, PORT: `${port}` });
  const webs = await Promise.all(ports.map(start));
  const balancer = await startBalancer(ports);
  try {
    for (const port of ports) await balancer.isServing(port);
    const load = startLoad(balancer.url, school, connections, pause);
    for (let i = 0; i < rounds * ports.length; i++) {
      const place = i % ports.length;
      await sleep(500);
      await (webs[place] as ToolProcess).stop();
      webs[place] = await start(ports[place] as number);
      await balancer.isServing(ports[place] as number);
    }
    await sleep(500);
    return { restarts: rounds * ports.length, ...(await load.stop()) };
  } finally {
    await balancer.close();
    await Promise.all(webs.map((web) => web.stop()));
    await database.close();
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

/** On each connection one request after the other: panels, and each fourth an event. */
function startLoad(url: string, { cookies, credential }: SchoolAtWork, connections: number, pause: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const failed: Record<string, number> = {};
  let answered = 0;
  let slowest = 0;
  let asked = 0;
  let running = true;
  const loops = Array.from({ length: connections }, async () => {
    while (running) {
      const number = asked++;
      const began = performance.now();
      const outcome = await (number % 4 === 0
        ? sendEvent(url, agent, credential)
        : openPanel(url, agent, cookies[number % cookies.length] as string));
      slowest = Math.max(slowest, performance.now() - began);
      if (outcome === '200') answered++;
      else failed[outcome] = (failed[outcome] ?? 0) + 1;
      if (pause > 0) await sleep(pause);
    }
  });
  return {
    async stop() {
      running = false;
      await Promise.all(loops);
      agent.destroy();
      return { answered, failed, slowest };
    },
  };
}

const openPanel = (url: string, agent: Agent, cookie: string) =>
  ask(`${url}/panel`, { agent, headers: { cookie } });

function sendEvent(url: string, agent: Agent, credential: string): Promise<string> {
  const headers = {
    ...{ authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
    'x-experience-api-version': '1.0.3',
  };
  return ask(
    `${url}/api/xapi/statements`,
    { agent, method: 'POST', headers },
    JSON.stringify(searchStatement(randomUUID(), 1)),
  );
}

/** @returns the status, `memory` for a panel that was not fresh, or what broke the connection */
async function ask(url: string, options: object, body?: string): Promise<string> {
  try {
    const sent = request(url, options).end(body);
    const [answer] = await once(sent, 'response');
    let text = '';
    for await (const chunk of answer) text += chunk;
    return text.includes('data-away') ? 'memory' : `${answer.statusCode}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).name;
  }
}

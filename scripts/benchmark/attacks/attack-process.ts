// Runs one attack of attacks.ts for some seconds, against a tool on this machine, and says how its requests were answered.
import { once } from 'node:events';
import { Agent, createServer, type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { AttackName } from './attack-names.ts';

export interface AttackTask {
  attack: AttackName;
  seconds: number;
  /** On the loopback interface. */
  url: string;
  /** Cookie of the attacker's visit. */
  visit: string;
  /** Cookie of an administrator. */
  administration: string;
  /** Of an institution that has no other people. */
  institution: string;
  credential: string;
  course: string;
  /** Where the attacker's platform is. */
  platformPort: number;
}

const task = JSON.parse(process.argv[2] ?? '') as AttackTask;
if (new URL(task.url).hostname !== '127.0.0.1') throw new Error('Only a tool on this machine.');
const ends = performance.now() + task.seconds * 1_000;
const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const statuses = new Map<number, number>();

const student = { Cookie: task.visit, Origin: task.url.replace('127.0.0.1', 'localhost') };
const sender = {
  ...{ Authorization: `Bearer ${task.credential}`, 'Content-Type': 'application/json' },
  'X-Experience-API-Version': '1.0.3',
};
/** From many addresses, as a botnet's would be. */
const stranger = (i: number) => ({
  ...{ Cookie: '__Host-nc-browser=a', 'Content-Type': 'application/x-www-form-urlencoded' },
  'X-Forwarded-For': `9.9.${i % 250}.${(i >> 8) % 250}`,
});

const attacks: Readonly<Record<AttackName, () => Promise<void>>> = {
  writes: () => inParallel(50, () => send('POST', `/panel/dismissed?course=${task.course}`, student)),
  pages: () => inParallel(50, () => send('GET', '/panel', student)),
  'own-data': () =>
    inParallel(20, (i) => send('GET', i % 2 === 0 ? '/panel/data' : '/panel/data/download', student)),
  api: () => {
    const bodies = batches();
    return inParallel(10, (i) =>
      send('POST', '/api/xapi/statements?report=true', sender, bodies[i % bodies.length]),
    );
  },
  issuers,
  logins: () => {
    const body = `iss=${'%2F'.repeat(60_000)}&login_hint=a&target_link_uri=b`;
    return inParallel(50, (i) => send('POST', '/lti/login', stranger(i), body));
  },
  'slow-bodies': slowBodies,
  uploads: () => {
    const all = files();
    return inParallel(1, (i) => upload(all[i % all.length] as Buffer));
  },
  catalogue: () => inParallel(1, (i) => upload(slowTexts(i))),
};

await attacks[task.attack]();
console.log(
  [...statuses]
    .sort()
    .map(([status, count]) => `${count} × ${status || 'cut off'}`)
    .join(', '),
);
process.exit();

function batches(): string[] {
  const statement = (verb: string, text: string) => ({
    ...{ actor: { account: { homePage: 'https://a', name: `${Math.random()}` } }, verb: { id: verb } },
    ...{ object: { id: text }, result: { response: text } },
  });
  const search = 'http://activitystrea.ms/schema/1.0/search';
  const viewed = 'http://id.tincanapi.com/verb/viewed';
  return [
    Array.from({ length: 1_000 }, (_, i) => statement(search, `search ${i}`)),
    [statement(search, '\u0301\u0323'.repeat(120_000))],
    Array.from({ length: 1_000 }, (_, i) => statement(viewed, `c${i}`)),
    [statement(viewed, '/'.repeat(400_000))],
  ].map((batch) => JSON.stringify(batch));
}

function files(): Buffer[] {
  const columns = Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(',');
  return [
    Buffer.from(`course,title,${columns}\n1,One\n`),
    Buffer.from(`course,title\n${'a"b,"c\n'.repeat(100_000)}`),
    gzipSync(`course,title\n${'a,'.repeat(50_000_000)}`),
  ];
}

/** Each time other words, so that the catalogue is looked through again. */
function slowTexts(i: number): Buffer {
  const texts = [
    'Prerequisites: '.repeat(60_000),
    'a\u0301\u0323'.repeat(20_000),
    '漢'.repeat(100_000),
    's'.repeat(100_000),
  ];
  const rows = texts.map((text, key) => `${key},Course ${key} ${i},${text}\n`);
  return Buffer.from(`course,title,description\n${rows.join('')}`);
}

async function inParallel(count: number, one: (i: number) => Promise<void>): Promise<void> {
  let i = 0;
  const worker = async () => {
    while (performance.now() < ends) await one(i++);
  };
  await Promise.all(Array.from({ length: count }, worker));
}

function send(
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  body?: string | Buffer,
): Promise<void> {
  return new Promise((done) => {
    const note = (status: number) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      done();
    };
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const options = { method, agent, headers: { ...headers, ...length } };
    const asked = request(`${task.url}${path}`, options, (answer) => {
      answer.resume().once('end', () => note(answer.statusCode ?? 0));
      answer.once('error', () => note(0));
    });
    asked.once('error', () => note(0));
    asked.setTimeout(Math.max(1_000, ends + 20_000 - performance.now()), () => asked.destroy());
    asked.end(body);
  });
}

async function upload(file: Buffer): Promise<void> {
  const boundary = 'attack';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="courses"; filename="courses.csv"\r\n\r\n`;
  const headers = {
    ...{ Cookie: task.administration, Origin: student.Origin },
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
  };
  const body = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  await send('POST', `/administration/institutions/${task.institution}/data/csv/files`, headers, body);
  await sleep(200);
}

/** A platform of the attacker's own, whose answer has addresses of 60 kB of slashes. */
async function issuers(): Promise<void> {
  const own = `http://127.0.0.1:${task.platformPort}`;
  const configuration = JSON.stringify({
    ...{ issuer: `${own}/${'/'.repeat(60_000)}x`, authorization_endpoint: `${own}/a` },
    ...{ token_endpoint: `${own}/t`, jwks_uri: `${own}/k`, registration_endpoint: `${own}/r` },
  });
  const platform = createServer((_req, res) => {
    res.setHeader('Content-Type', 'application/json').end(configuration);
  });
  platform.listen(task.platformPort, '127.0.0.1');
  await once(platform, 'listening');
  const address = encodeURIComponent(`${own}/c`);
  await inParallel(4, (i) => send('GET', `/lti/register?openid_configuration=${address}`, stranger(i)));
}

/** Goes on for long enough to see whether they are held. */
async function slowBodies(): Promise<void> {
  const { hostname, port } = new URL(task.url);
  let cut = 0;
  const sockets = Array.from({ length: 1_500 }, () => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {}).once('close', () => cut++);
    socket.write(
      'POST /lti/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n',
    );
    return socket;
  });
  const until = Math.max(ends, performance.now() + 25_000);
  while (performance.now() < until && cut < sockets.length) {
    for (const socket of sockets) if (!socket.destroyed) socket.write('a');
    await sleep(500);
  }
  statuses.set(0, cut);
}

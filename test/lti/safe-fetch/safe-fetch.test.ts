import assert from 'node:assert/strict';
import type { lookup } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { after, test } from 'node:test';
import { usualLimits } from '../../../src/lti/safe-fetch/host-guard.ts';
import { createSafeFetch } from '../../../src/lti/safe-fetch/safe-fetch.ts';
import type { SafeFetchError } from '../../../src/lti/safe-fetch/safe-fetch-error.ts';
import { until } from '../../support/until.ts';

const servers: Server[] = [];
after(() => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))));

async function hostOf(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(listener: RequestListener) {
  const host = await hostOf(createServer(listener));
  return createSafeFetch({ privateHosts: [host], plainHttp: true })(`http://${host}/`);
}

function fails(asked: Promise<unknown>, code: SafeFetchError['code']) {
  return assert.rejects(asked, (error: SafeFetchError) => error.code === code);
}

/** A resolver that answers each time with the next list of addresses. */
function resolver(...answers: string[][]) {
  let asked = 0;
  const resolve = ((_host: string, _options: object, callback: (...args: unknown[]) => void) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
  return { resolve, asked: () => asked };
}

for (const [what, addresses] of [
  ['loopback', ['127.0.0.1']],
  ['a public and a private address', ['8.8.8.8', '10.0.0.1']],
  ['IPv6 loopback', ['::1']],
  ['no address', []],
] as const)
  test(`a name that leads to ${what} is not connected to`, async () => {
    const { resolve } = resolver([...addresses]);
    const fetch = createSafeFetch({ privateHosts: [], plainHttp: false }, { resolve });
    await fails(fetch('https://rebound.example/'), 'address-private');
  });

test('the name is resolved once: the address that was checked is the one connected to', async () => {
  // A second resolution, as in DNS rebinding, would lead to a listener of ours.
  let connected = 0;
  const host = await hostOf(
    createTcpServer((socket) => {
      connected++;
      socket.destroy();
    }),
  );
  const { resolve, asked } = resolver(['192.0.2.1'], ['127.0.0.1']);
  const fetch = createSafeFetch({ privateHosts: [], plainHttp: false }, { resolve });
  await fails(fetch(`https://rebound.example:${host.split(':')[1]}/`), 'address-private');
  assert.deepEqual([asked(), connected], [1, 0]);
});

test('an answer is JSON', async () => {
  const { status, json } = await ask((_req, res) => void res.end('{"issuer":"x"}'));
  assert.deepEqual({ status, json }, { status: 200, json: { issuer: 'x' } });
  await fails(
    ask((_req, res) => void res.end('<html>')),
    'answer-not-json',
  );
});

test('an error’s page is not read for more than its status', async () => {
  const { status, json } = await ask((_req, res) => void res.writeHead(500).end('<html>'));
  assert.deepEqual({ status, json }, { status: 500, json: undefined });
});

test('a redirect is not followed', async () => {
  await fails(
    ask((_req, res) => void res.writeHead(302, { Location: 'https://10.0.0.1/' }).end()),
    'redirected',
  );
});

test('more than 64 KiB is not read', async () => {
  let isClosed = false;
  const large = ask((_req, res) => {
    res.on('close', () => {
      isClosed = true;
    });
    const more = () => {
      if (!res.destroyed && res.write('x'.repeat(16 * 1024))) setImmediate(more);
      else res.once('drain', more);
    };
    more();
  });
  await fails(large, 'answer-too-large');
  await until(() => isClosed);
});

test('an answer that does not end is given up after five seconds', async () => {
  const begun = Date.now();
  const slow = ask((_req, res) => {
    const drip = setInterval(() => res.write(' '), 100);
    res.on('close', () => clearInterval(drip));
  });
  await fails(slow, 'unreachable');
  const seconds = (Date.now() - begun) / 1_000;
  // Without a limit it would go on for ever; a busy machine may be late.
  assert.ok(seconds > 4.9 && seconds < 30, `${seconds} s`);
});

test('a server that is not there is unreachable', async () => {
  const host = await hostOf(createTcpServer());
  const server = servers.pop() as Server;
  await new Promise((resolve) => server.close(resolve));
  await fails(createSafeFetch({ privateHosts: [host], plainHttp: true })(`http://${host}/`), 'unreachable');
});

test('the limits are those that were set, and a kept connection serves the next request', async () => {
  const connections = new Set<unknown>();
  const host = await hostOf(
    createServer((req, res) => {
      connections.add(req.socket);
      res.end(JSON.stringify('x'.repeat(Number(req.url?.slice(1)))));
    }),
  );
  const rules = { privateHosts: [host], plainHttp: true };
  const fetch = createSafeFetch(rules, { maximumBytes: 100_000, keepAlive: true });
  assert.equal(`${(await fetch(`http://${host}/99000`)).json}`.length, 99_000);
  assert.equal((await fetch(`http://${host}/1`)).json, 'x');
  assert.equal(connections.size, 1);
  await fails(fetch(`http://${host}/100000`), 'answer-too-large');
  await fails(createSafeFetch(rules)(`http://${host}/99000`), 'answer-too-large');
});

test('a host that gives no answer holds a few requests, and no other host’s', async () => {
  let held = 0;
  const slow = await hostOf(createServer(() => void held++));
  const quick = await hostOf(createServer((_req, res) => void res.end('1')));
  const hostLimits = { ...usualLimits, atOnce: 2, failures: 3, failingFor: 0 };
  const fetch = createSafeFetch(
    { privateHosts: [slow, quick], plainHttp: true },
    { timeoutMilliseconds: 300, hostLimits },
  );
  const asked = Array.from({ length: 4 }, () => fails(fetch(`http://${slow}/`), 'unreachable'));
  await until(() => held === 2);
  assert.equal((await fetch(`http://${quick}/`)).json, 1);
  await Promise.all(asked);
  assert.equal(held, 4);
  await fails(fetch(`http://${slow}/`), 'unreachable');
  assert.equal(held, 4, 'now it is left alone');
  assert.equal((await fetch(`http://${quick}/`)).json, 1);
});

test('whoever asked can end it', async () => {
  const host = await hostOf(createServer(() => {}));
  const asked = createSafeFetch({ privateHosts: [host], plainHttp: true })(`http://${host}/`, {
    signal: AbortSignal.timeout(50),
  });
  await fails(asked, 'unreachable');
});

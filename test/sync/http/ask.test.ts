import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSafeFetch } from '../../../src/lti/safe-fetch/safe-fetch.ts';
import { createAsk } from '../../../src/sync/http/ask.ts';
import type { SourceError } from '../../../src/sync/source-error.ts';

const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close().closeAllConnections();
});

const signal = new AbortController().signal;

/** Answers each request with the next listener; the last one goes on. */
async function source(...listeners: RequestListener[]) {
  let requests = 0;
  const server = createServer((req, res) =>
    listeners[Math.min(requests++, listeners.length - 1)]?.(req, res),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const waits: number[] = [];
  const wait = (async (milliseconds: number) => void waits.push(milliseconds)) as never;
  const limits = { timeoutMilliseconds: 2_000, maximumBytes: 100_000 };
  const ask = createAsk(createSafeFetch({ privateHosts: [host], plainHttp: true }, limits), wait);
  return {
    ...{ waits, host, requests: () => requests },
    ask: (options: object = {}) => ask(`http://${host}/`, { signal, ...options }),
  };
}

const good: RequestListener = (_req, res) => void res.end('{"good":true}');
const status =
  (code: number, headers = {}): RequestListener =>
  (_req, res) =>
    void res.writeHead(code, headers).end('<html>');
const truncated: RequestListener = (_req, res) => {
  res.writeHead(200, { 'Content-Length': '1000' }).write('{"half":', () => res.destroy());
};

function fails(asked: Promise<unknown>, code: string, words: RegExp) {
  return assert.rejects(asked, (error: SourceError) => {
    assert.equal(error.code, code);
    assert.match(error.message, words);
    return true;
  });
}

test('a busy source is asked again, later each time', async () => {
  const { ask, waits } = await source(status(500), status(503), status(429), good);
  assert.deepEqual((await ask()).json, { good: true });
  assert.equal(waits.length, 3);
  assert.ok(waits[0]! >= 500 && waits[0]! <= 1_500 && waits[2]! >= 2_000 && waits[2]! <= 6_000, `${waits}`);
});

test('Retry-After is waited for; one that is longer than a run should last ends it and says when to come again', async () => {
  const short = await source(status(429, { 'Retry-After': '2' }), good);
  await short.ask();
  assert.ok(short.waits[0]! >= 2_000 && short.waits[0]! <= 2_500);

  for (const code of [429, 503]) {
    const long = await source(status(code, { 'Retry-After': '600' }));
    await assert.rejects(long.ask(), (error: SourceError) => {
      assert.equal(error.code, 'busy');
      assert.ok(error.retryAfterMilliseconds! >= 600_000);
      // Too many requests are about whoever asks.
      assert.equal(error.waitMayBeOfOnePart, code === 503);
      return true;
    });
    assert.equal(long.requests(), 1);
  }
});

for (const [name, value] of [
  ['that is short', '2'],
  ['of nothing', '0'],
  ['that is over', new Date(Date.now() - 86_400_000).toUTCString()],
  ['that nobody can read', 'soon, -5'],
] as const)
  test(`a Retry-After ${name} asks for nothing more where the source is busy after four attempts: one thing that always answers so must not end every run`, async () => {
    const { ask, requests } = await source(status(503, { 'Retry-After': value }));
    await assert.rejects(ask(), (error: SourceError) => {
      assert.match(error.message, /answered 503 4 times/);
      return error.code === 'busy' && error.retryAfterMilliseconds === undefined;
    });
    assert.equal(requests(), 4);
  });

test('a Retry-After of years, as seconds or as a date, is one of a day', async () => {
  for (const value of ['99999999999', new Date(Date.now() + 1e12).toUTCString()]) {
    const { ask } = await source(status(429, { 'Retry-After': value }));
    await assert.rejects(ask(), { code: 'busy', retryAfterMilliseconds: 86_400_000 });
  }
});

test('a source that stays busy, or is not there, is given up after four attempts', async () => {
  const busy = await source(status(500));
  await fails(busy.ask(), 'busy', /answered 500 4 times/);
  assert.equal(busy.requests(), 4);
  const broken = await source((req) => void req.socket.destroy());
  await fails(broken.ask(), 'unreachable', /did not answer.*Check that this server reaches it/);
  assert.equal(broken.requests(), 4);
});

test('a body that breaks off is asked for again', async () => {
  const { ask, requests } = await source(truncated, good);
  assert.deepEqual((await ask()).json, { good: true });
  assert.equal(requests(), 2);
});

test('what is refused is the caller’s to judge, at once', async () => {
  for (const code of [400, 401, 403, 404]) {
    const { ask, requests } = await source(status(code));
    assert.equal((await ask()).status, code);
    assert.equal(requests(), 1);
  }
});

test('a source may say "busy" in its own way', async () => {
  const { ask, requests } = await source(status(403, { 'X-Rate-Limit-Remaining': '0' }), good);
  const isBusy = ({ headers }: { headers: Record<string, unknown> }) =>
    headers['x-rate-limit-remaining'] === '0';
  assert.equal((await ask({ isBusy })).status, 200);
  assert.equal(requests(), 2);
});

test('HTML, a redirect and a body without end are said to be so, once, and nothing of them is quoted', async () => {
  const html = await source((_req, res) => void res.end('<html>Jane Doe'));
  await assert.rejects(html.ask(), (error: SourceError) => {
    assert.equal(error.code, 'answer-unusable');
    assert.doesNotMatch(`${error.stack} ${(error.cause as Error).stack}`, /Jane/);
    return true;
  });
  const moved = await source(status(302, { Location: 'https://elsewhere.example/' }));
  await fails(moved.ask(), 'redirected', /redirect/);
  const endless = await source((_req, res) => {
    const more = () => {
      while (!res.destroyed && res.write('x'.repeat(16_384)));
      if (!res.destroyed) res.once('drain', more);
    };
    more();
  });
  await fails(endless.ask(), 'answer-unusable', /too large/);
  assert.deepEqual([html.requests(), moved.requests(), endless.requests()], [1, 1, 1]);
});

test('an address inside the own network is refused', async () => {
  const ask = createAsk(createSafeFetch({ privateHosts: [], plainHttp: false }));
  await fails(ask('https://10.0.0.1/', { signal }), 'address-refused', /PRIVATE_LMS_HOSTS/);
});

test('told to stop, it stops, also while it waits', async () => {
  const stop = new AbortController();
  const { host } = await source(status(500));
  const waitAnHour = ((_: number, value: undefined, options: object) => {
    setImmediate(() => stop.abort(new Error('Stopped.')));
    return sleep(3_600_000, value, options);
  }) as typeof sleep;
  const ask = createAsk(createSafeFetch({ privateHosts: [host], plainHttp: true }), waitAnHour);
  await assert.rejects(ask(`http://${host}/`, { signal: stop.signal }));
});

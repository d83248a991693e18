import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, Server } from 'node:net';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { freePort } from '../../scripts/benchmark/free-port.ts';
import { listen } from '../../src/web/listen.ts';

test('while the tool starts, it says so in the language that the browser wants most, wherever that stands', async () => {
  const port = await freePort();
  const listener = await listen(port, 'PORT', '127.0.0.1');
  try {
    for (const [wanted, words] of [
      ['en;q=0.1, de', /Wird gestartet/],
      ['de;q=0, fr;q=0.5', /Démarrage/],
      ['', /Starting/],
    ] as const) {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-language': wanted } });
      assert.equal(answer.status, 503);
      assert.equal(answer.headers.get('retry-after'), '5');
      assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; charset=utf-8/);
      assert.match(await answer.text(), words, wanted);
    }
  } finally {
    await listener.close();
  }
});

test('a port that cannot be opened is explained: another program, the rights of the account, or the address', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  await assert.rejects(listen(port, 'PORT', '127.0.0.1'), {
    name: 'PortError',
    message: /is taken by another program.*set PORT/,
  });
  // TEST-NET-1 (RFC 5737) is nobody's.
  await assert.rejects(listen(port, 'METRICS_PORT', '192.0.2.1'), {
    name: 'PortError',
    message: /\(METRICS_PORT\) cannot be opened at 192\.0\.2\.1, which is no address of this machine/,
  });
  t.mock.method(Server.prototype, 'listen', function (this: Server) {
    return this.emit('error', Object.assign(new Error('no'), { code: 'EACCES' }));
  });
  await assert.rejects(listen(80, 'PORT'), { name: 'PortError', message: /may not open port 80\. Set PORT/ });
});

test('whoever downloads something leaves no warning that memory leaks', async (t) => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  const port = await freePort();
  const listener = await listen(port, 'PORT', '127.0.0.1');
  t.after(async () => {
    process.off('warning', note);
    await listener.close();
  });
  listener.handle((_req, res) => {
    // Those who count answers, and the parts of a pipeline.
    for (let i = 0; i < 12; i++) res.once('close', () => {});
    res.end('whole');
  });
  assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'whole');
  await setImmediate();
  assert.deepEqual(warnings, []);
});

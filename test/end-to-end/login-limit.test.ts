// Takes about 11 s.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { serve } from '../browser/serve.ts';
import { publicUrl } from './launch-through.ts';
import { startWholeTool } from './whole-tool.ts';

const connections = 10;

test('five classes of 300 behind one address begin at once; what asks faster than that is told to wait', async (t) => {
  const tool = await startWholeTool(publicUrl);
  // All of it within one minute, however slow this machine is.
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const { url, close } = await serve(() => tool.app);
  t.after(async () => {
    await close();
    await tool.close();
  });
  const login = (address: string, connection: 'keep-alive' | 'close') =>
    [
      ...['GET /lti/login HTTP/1.1', `Host: ${new URL(url).host}`, `Connection: ${connection}`],
      ...[`X-Forwarded-For: ${address}`, 'Cookie: __Host-nc-browser=known', '', ''],
    ].join('\r\n');

  /** All answers to so many logins on one connection, which are sent without waiting for any: thousands come quickly so. */
  async function answers(address: string, logins: number): Promise<string> {
    const socket = connect(Number(new URL(url).port), 'localhost');
    socket.write(login(address, 'keep-alive').repeat(logins - 1) + login(address, 'close'));
    return text(socket);
  }
  /** How often each status was answered. */
  async function statuses(address: string, logins: number): Promise<Record<string, number>> {
    const some = Array.from({ length: connections }, () => answers(address, logins / connections));
    const counts: Record<string, number> = {};
    for (const [, status = ''] of (await Promise.all(some)).join('').matchAll(/HTTP\/1\.1 (\d{3})/g))
      counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  // In a browser that was not here lately: two requests for the login, one for the launch.
  assert.deepEqual(await statuses('8.8.8.8', 5 * 300 * 3), { 400: 4_500 });
  assert.deepEqual(await statuses('8.8.8.8', 3_000), { 400: 1_500, 429: 1_500 });
  assert.match(await answers('8.8.8.8', 1), /^HTTP\/1\.1 429[\s\S]*too-many-requests/);
  assert.match(await answers('8.8.4.4', 1), /^HTTP\/1\.1 400/);
});

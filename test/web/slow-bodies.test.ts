import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after, type TestContext, test } from 'node:test';
import { dropSlowBody } from '../../src/web/slow-bodies.ts';
import { until } from '../support/until.ts';

const length = 100_000;
/** Longer than between two looks, ms. */
const aWhile = 10_000;

const server = createServer((request, answer) => {
  dropSlowBody(request);
  received.push(request);
  if (request.url === '/unread') return;
  request.resume().once('end', () => answer.end('whole'));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => {
  server.closeAllConnections();
  server.close();
});
const received: IncomingMessage[] = [];

/** A request whose head the server has read, and what sends bytes of its body until the server has them. */
async function begin(path: string): Promise<{ socket: Socket; send(bytes: number): Promise<void> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
  const { socket: reader } = await until(() => received.pop());
  return {
    socket,
    async send(bytes) {
      const before = reader.bytesRead;
      socket.write('a'.repeat(bytes));
      await until(() => reader.bytesRead === before + bytes);
    },
  };
}

/** No machine is too slow for a clock that stands still. */
function stopClock({ mock: { timers } }: TestContext): typeof timers {
  timers.enable({ apis: ['setInterval'] });
  return timers;
}

test('a body that comes drop by drop is dropped', async (t) => {
  const clock = stopClock(t);
  const { socket, send } = await begin('/');
  await send(200);
  await until(() => {
    clock.tick(aWhile);
    return socket.closed;
  });
});

test('a body that comes steadily may take its time', async (t) => {
  const clock = stopClock(t);
  const { socket, send } = await begin('/');
  const answered = once(socket, 'data');
  for (let sent = 0; sent < length; sent += length / 20) {
    await send(length / 20);
    clock.tick(aWhile);
  }
  assert.match(`${(await answered)[0]}`, /200 OK/);
  socket.destroy();
});

test('a body that this server does not read yet is not dropped', async (t) => {
  const clock = stopClock(t);
  const { socket, send } = await begin('/unread');
  await send(1_000);
  for (let look = 0; look < 4; look++) clock.tick(aWhile);
  await send(1_000);
  socket.destroy();
});

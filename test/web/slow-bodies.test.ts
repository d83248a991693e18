import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { dropSlowBody } from '../../src/web/slow-bodies.ts';

const server = createServer((req, res) => {
  dropSlowBody(req, 100);
  if (req.url === '/unread') return;
  req.resume().once('end', () => res.end('whole'));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => {
  server.closeAllConnections();
  server.close();
});

async function begin(path: string): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n`);
  return socket;
}

test('a body that comes drop by drop is dropped', { timeout: 5_000 }, async () => {
  const socket = await begin('/');
  const dripping = setInterval(() => socket.write('a'), 20);
  await once(socket, 'close');
  clearInterval(dripping);
});

test('a body that comes steadily may take its time', { timeout: 10_000 }, async () => {
  const socket = await begin('/');
  for (let i = 0; i < 20; i++) {
    socket.write('a'.repeat(5_000));
    await sleep(25);
  }
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(`${answer}`, /200 OK/);
  socket.destroy();
});

test('a body that this server does not read yet is not dropped', { timeout: 5_000 }, async () => {
  const socket = await begin('/unread');
  socket.write('a'.repeat(1_000));
  await sleep(400);
  assert.equal(socket.destroyed || socket.readableEnded, false);
  socket.destroy();
});

// Takes about 17 s.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { startTool } from './running-tool.ts';

const connections = 64;

test('stopped under 64 busy connections, the tool answers nobody with 500 and is gone within five seconds', async (t) => {
  const tool = await startTool(t);
  const load = startLoad(tool.port);
  await until(() => load.count(401) > 500);
  const began = performance.now();
  tool.process.kill('SIGTERM');
  const [code] = await once(tool.process, 'exit');
  const seconds = (performance.now() - began) / 1000;
  await load.stop();
  t.diagnostic(`gone after ${seconds.toFixed(2)} s; answers: ${load.summary()}`);
  assert.equal(load.count(500), 0);
  assert.equal(load.count(503), 0);
  assert.equal(code, 0);
  assert.ok(seconds < 5, `${seconds} s`);
});

test('a second signal of another kind does not cut the end short', async (t) => {
  const tool = await startTool(t);
  const load = startLoad(tool.port);
  await until(() => load.count(401) > 100);
  tool.process.kill('SIGINT');
  tool.process.kill('SIGTERM');
  const [code] = await once(tool.process, 'exit');
  await load.stop();
  assert.equal(code, 0);
  assert.equal(load.count(500) + load.count(503), 0);
});

test('a second signal of the same kind ends the tool at once', async (t) => {
  const tool = await startTool(t);
  // A request that never ends keeps an orderly end waiting for its three seconds.
  const slow = request({ port: tool.port, path: '/api/xapi/statements', method: 'POST' });
  slow.on('error', () => {});
  slow.setHeader('Content-Length', 1_000).flushHeaders();
  await sleep(200);
  tool.process.kill('SIGINT');
  await sleep(500);
  const began = performance.now();
  tool.process.kill('SIGINT');
  const [code] = await once(tool.process, 'exit');
  assert.equal(code, 1);
  // Otherwise two and a half seconds are left of the three.
  assert.ok(performance.now() - began < 2_000);
});

/** Requests that read the database, one after the other on each connection, which are kept open. */
function startLoad(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers = new Map<number, number>();
  let running = true;
  const loops = Array.from({ length: connections }, async (_, i) => {
    while (running) {
      const status = await ask(agent, port, `8.8.${i}.${Math.floor(Math.random() * 250)}`);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      if (status === 0) await sleep(20);
    }
  });
  return {
    count: (status: number) => answers.get(status) ?? 0,
    summary: () => JSON.stringify(Object.fromEntries(answers)),
    async stop() {
      running = false;
      await Promise.all(loops);
      agent.destroy();
    },
  };
}

/** @returns the status; 0 without an answer */
function ask(agent: Agent, port: number, from: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(
      {
        ...{ agent, port, path: '/api/xapi/statements', method: 'POST' },
        headers: { 'X-Forwarded-For': from, Authorization: 'Bearer nobody-has-this-one' },
      },
      (answer) => answer.resume().once('end', () => resolve(answer.statusCode ?? 0)),
    );
    asked.once('error', () => resolve(0)).end();
  });
}

// Takes about 17 s.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineAnswers } from '../../src/database/engine-answers.ts';
import type { EngineChild } from '../../src/database/engine-child.ts';
import { supervise } from '../../src/database/supervisor.ts';
import { until } from '../support/until.ts';
import { countIn } from './count-in.ts';
import { embeddedIn, silent, temporaryFolder } from './embedded-folder.ts';

test('an engine that lives and does nothing any more is replaced, and nothing acknowledged is lost', async (t) => {
  const database = await embeddedIn(await temporaryFolder(t), t);
  const first = database.pid();
  assert.equal(await countIn(database.uri, 'institutions'), 0);
  // The system still takes connections for it, so that a driver waits.
  process.kill(first, 'SIGSTOP');
  const stopped = performance.now();
  await until(() => database.pid() !== first);
  const replaced = performance.now() - stopped;
  t.diagnostic(`replaced after ${(replaced / 1000).toFixed(1)} s`);
  assert.equal(await countIn(database.uri, 'institutions'), 0);
});

test('a question is answered by an engine, and not by whatever else listens or listens no more', async (t) => {
  const database = await embeddedIn(await temporaryFolder(t), t);
  const socket = decodeURIComponent(new URL(database.uri).host);
  assert.equal(await engineAnswers(socket, 5_000), true);
  process.kill(database.pid(), 'SIGSTOP');
  const asked = performance.now();
  assert.equal(await engineAnswers(socket, 300), false);
  // It would answer never; a busy machine may be late.
  assert.ok(performance.now() - asked < 30_000);
  process.kill(database.pid(), 'SIGCONT');
  assert.equal(await engineAnswers(socket, 5_000), true);
  assert.equal(await engineAnswers(`${socket}.gone`, 5_000), false);
});

test('one question without an answer is forgiven, two in a row are not; an engine that is starting is not asked', async (t) => {
  const answers = [true, false, true, false, false];
  let asked = 0;
  let started = 0;
  let finishStart: ((child: EngineChild) => void) | undefined;
  const supervisor = supervise(
    engineStandIn(1),
    () => {
      started++;
      return new Promise<EngineChild>((resolve) => {
        finishStart = resolve;
      });
    },
    async () => answers[asked++] ?? true,
    silent,
  );
  await until(() => started === 1);
  assert.equal(asked, 5);
  // Two seconds of recovery.
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  assert.equal(asked, 5);
  assert.equal(started, 1);
  finishStart?.(engineStandIn(2));
  await until(() => asked > 6);
  assert.equal(supervisor.pid(), 2);
  await supervisor.stop();
  t.diagnostic(`asked ${asked} times`);
});

function engineStandIn(pid: number): EngineChild {
  let end: (how: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  return {
    pid,
    ended,
    kill: () => end('SIGKILL'),
    stop: async () => end('code 0'),
  };
}

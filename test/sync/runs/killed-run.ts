import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { LeaseModel } from '../../../models/lease.ts';
import { until } from '../../support/until.ts';

/** kill -9 in the middle: once `isUnderWay`. */
export async function killOnce(child: ChildProcess, isUnderWay: () => Promise<unknown>): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  await until(async () => child.exitCode !== null || (await isUnderWay()));
  assert.equal(child.exitCode, null, `it ended before it was killed: ${said}`);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Whoever holds a lease and is dead has been so for long enough. That a run waits for this, `processes.test.ts` shows. */
export async function endLeases(): Promise<void> {
  await LeaseModel.updateMany({}, { expiresAt: new Date(0) });
}

/** An answer that never comes: whoever waits for it is in the middle. */
export function hang(): Promise<never> {
  return new Promise(() => {});
}

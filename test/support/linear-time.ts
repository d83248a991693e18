import assert from 'node:assert/strict';
import { startProcessorTime } from './processor-time.ts';

/** Below this a difference says nothing. */
const leastMilliseconds = 10;

/**
 * Ten times the length may take up to forty times as long; with a quadratic step it takes a hundred times. Processor
 * time, and up to three attempts: other work on the machine costs some, but not each time.
 */
export async function assertLinear(run: (length: number) => unknown, length: number): Promise<void> {
  // Compiled by then: in a run of suites V8 optimises late (scripts/tests/optimise-late.ts), and what takes long enough to count has
  // run through enough in two runs.
  for (let i = 0; i < 2; i++) await run(length / 10);
  const measured: number[][] = [];
  while (measured.length < 3) {
    const tenth = await millisecondsOf(() => run(length / 10));
    const whole = await millisecondsOf(() => run(length));
    if (whole < 40 * Math.max(tenth, leastMilliseconds)) return;
    measured.push([tenth, whole]);
  }
  assert.fail(`a tenth and the whole, ms: ${measured.join(' | ')}`);
}

async function millisecondsOf(run: () => unknown): Promise<number> {
  const spent = startProcessorTime();
  await run();
  return spent();
}

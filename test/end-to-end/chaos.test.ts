// Takes about 48 s.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chaos } from '../../scripts/benchmark/chaos.ts';

test('three kills -9 of web process, worker and engine under load, imports and trainings (`npm run benchmark -- chaos`: a hundred): nothing acknowledged is lost, no model is half, nothing hangs', async (t) => {
  const result = await chaos(3, (line) => t.diagnostic(line));
  t.diagnostic(JSON.stringify(result));
  assert.ok(result.acknowledged > 0);
  // How long, and what /healthz says of it, is a matter of the machine: the benchmark tells.
  const { lost, defects, halfModels, stuck } = result;
  assert.deepEqual({ lost, defects, halfModels, stuck }, { lost: 0, defects: 0, halfModels: 0, stuck: 0 });
  assert.ok(result.models > 0);
});

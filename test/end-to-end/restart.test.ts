// Takes about 32 s.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restartInTurn } from '../../scripts/benchmark/restart.ts';

test('two web processes behind a load balancer are restarted in turn under load (`npm run benchmark -- restart`: 64 connections without a pause), and no request fails', async (t) => {
  // Both processors have other suites to run.
  const result = await restartInTurn(1, 16, 200);
  t.diagnostic(JSON.stringify(result));
  assert.ok(result.answered > 100);
  assert.deepEqual(result.failed, {});
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kill } from '../../scripts/benchmark/kills.ts';

test('kill -9 of the engine and of the server under load: no acknowledged event is lost, nobody reads of a defect', async (t) => {
  const result = await kill(1, (line) => t.diagnostic(line));
  t.diagnostic(JSON.stringify(result));
  assert.ok(result.acknowledged > 0);
  assert.equal(result.lost, 0);
  assert.equal(result.defects, 0);
  assert.equal(result.wrongHealth, 0);
});

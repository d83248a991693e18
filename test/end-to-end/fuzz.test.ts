// Takes about 11 s.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from '../../scripts/benchmark/fuzz.ts';

test('values of unknown shape are answered, never with a 500 (`npm run benchmark -- fuzz` tries 40,000)', {
  timeout: 300_000,
}, async () => {
  const { statuses, errors } = await fuzz({ launches: 150, others: 500 }, 7);
  for (const [kind, found] of Object.entries(statuses)) assert.equal(found.get(500) ?? 0, 0, kind);
  assert.deepEqual([...errors], []);
  // Not everything is refused at the door.
  assert.ok((statuses['launches']?.get(303) ?? 0) > 50);
});

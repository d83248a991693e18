// Runs alone: it starts an engine and four processes, and kills some of them.
// Takes about 20 s.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doJobs } from '../../scripts/benchmark/jobs.ts';

test('four processes, some killed in the middle, and the database once: each job is done, none twice while its process lives, none is stuck', async (t) => {
  const result = await doJobs({ jobs: 120, kills: 4, engineKills: 1 });
  t.diagnostic(JSON.stringify(result));
  const { kills, missing, left, doubled } = result;
  assert.deepEqual({ kills, missing, left, doubled }, { kills: 4, missing: 0, left: 0, doubled: 0 });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CpuProfile, cpuShares } from '../../scripts/benchmark/cpu-shares.ts';

test('each sample counts for the innermost function that belongs to a part, and what is idle or outside of the time for none', () => {
  const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
    ...{ id, callFrame: { functionName, url }, children },
  });
  const profile: CpuProfile = {
    nodes: [
      node(1, '(root)', '', [2, 3, 4, 8]),
      node(2, '(idle)', ''),
      node(3, '(garbage collector)', ''),
      node(4, 'next', 'file:///tool/node_modules/router/index.js', [5, 6]),
      node(5, 'command', 'file:///tool/node_modules/mongodb/lib/connection.js', [7]),
      node(6, 'panelPage', 'file:///tool/dist/src/panel/panel-page.js', [9]),
      // What the database client writes is its own, whoever carries it.
      node(7, 'writev', 'node:net'),
      node(8, 'resume', 'node:internal/streams/readable'),
      node(9, 'answer', 'file:///tool/dist/src/answering/answer.js'),
    ],
    samples: [9, 2, 3, 4, 7, 6, 9, 8, 5],
    timeDeltas: [1_000, 500, 1_000, 1_000, 2_000, 1_000, 3_000, 2_000, 9_000],
  };
  assert.deepEqual(cpuShares(profile, 1.2, 12), {
    'database client': 0.2,
    'scoring and reasons': 0.3,
    view: 0.1,
    'HTTP and compression': 0.3,
    'garbage collector': 0.1,
    other: 0,
  });
});

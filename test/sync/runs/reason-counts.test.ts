import assert from 'node:assert/strict';
import { test } from 'node:test';
import { message } from '../../../src/messages/message.ts';
import { rejectionOf } from '../../../src/sync/rejection-of.ts';
import { ReasonCounts } from '../../../src/sync/runs/rejections.ts';
import { SourceError } from '../../../src/sync/source-error.ts';

test('what an error says of a part that is left out is kept for readers of any language', () => {
  const counts = new ReasonCounts();
  const happened = message('run.underWay', { source: 'moodle' });
  const error = new SourceError('busy', happened, message('run.stopped'));
  counts.add({ reason: 'no title' });
  for (let i = 0; i < 2; i++) counts.add(rejectionOf(error));
  assert.deepEqual(counts.sorted(), [
    { reason: error.message, sentences: [happened, message('run.stopped')], count: 2 },
    { reason: 'no title', count: 1 },
  ]);
});

test('of very many reasons the later ones are counted together, in no words of their own', () => {
  const counts = new ReasonCounts();
  for (let i = 0; i < 60; i++) counts.add({ reason: `reason ${i}`, sentences: [message('run.stopped')] });
  const [others] = counts.sorted();
  assert.deepEqual(others, { reason: 'other reasons', count: 10 });
});

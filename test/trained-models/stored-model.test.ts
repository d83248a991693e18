import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallModel } from '../support/small-model.ts';

test('a small model can be handed over by a thread, however large the pool is in which Node.js makes buffers', (t) => {
  const { poolSize } = Buffer;
  t.after(() => {
    Buffer.poolSize = poolSize;
  });
  // As large as this model needs; Node.js 24 has 64 KiB.
  Buffer.poolSize = 2 ** 20;
  Buffer.allocUnsafe(1);
  const bytes = smallModel();
  const { length } = bytes;
  const moved = structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] });
  assert.equal(moved.length, length);
  assert.equal(moved.buffer.byteLength, length);
});

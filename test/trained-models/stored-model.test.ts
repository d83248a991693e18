import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnreadableModelError } from '../../src/recommender/data/errors.ts';
import { decodeModel } from '../../src/trained-models/stored-model.ts';
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

test('a model that was stored when each section had a row of its own is not read: it is trained anew', () => {
  const bytes = Buffer.from(smallModel());
  const end = 4 + bytes.readUInt32LE(0);
  const sections = JSON.parse(bytes.subarray(4, end).toString()) as string[][];
  const keys = Buffer.from(JSON.stringify(sections.flat()));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(keys.length);
  const old = Buffer.concat([length, keys, bytes.subarray(end)]);
  assert.throws(() => decodeModel(old), UnreadableModelError);
  assert.deepEqual(decodeModel(bytes).sections, sections);
});

// Runs alone: it measures what its process allocates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLines } from '../../../src/sync/sources/csv/read-lines.ts';
import { RowAssembler } from '../../../src/sync/sources/csv/row-assembler.ts';
import { heldMemory } from '../../support/held-memory.ts';

const limit = 1024 * 1024;

/** Reads chunk by chunk. @returns rows, and how much more is held near the end than near the beginning */
async function read(chunks: number, chunkOf: (i: number) => Buffer) {
  let early = 0;
  let late = 0;
  async function* source() {
    for (let i = 0; i < chunks; i++) {
      if (i === 20) early = await heldMemory();
      if (i === chunks - 1) late = await heldMemory();
      yield chunkOf(i);
    }
  }
  const assembler = new RowAssembler(limit, () => {});
  let rows = 0;
  for await (const lines of readLines(source(), limit))
    for (const line of lines) for (const _ of assembler.add(line)) rows++;
  return { rows, growth: late - early };
}

test('200,000 rows take no more memory than a few', async () => {
  const { rows, growth } = await read(200, (i) =>
    Buffer.from(Array.from({ length: 1_000 }, (_, j) => `learner${i},"course ${j}",2025-01-01\n`).join('')),
  );
  assert.equal(rows, 200_000);
  assert.ok(growth < 2_000_000, `${growth} bytes more`);
});

test('neither do 200,000 rows behind a quote that is never closed', async () => {
  const { rows, growth } = await read(200, (i) =>
    Buffer.from((i === 0 ? 'learner,"course\n' : '') + `learner${i},course,2025-01-01\n`.repeat(1_000)),
  );
  assert.equal(rows, 200_000);
  assert.ok(growth < 2_000_000, `${growth} bytes more`);
});

test('neither does a line of 128 MB', async () => {
  const { growth } = await read(2_000, () => Buffer.alloc(65_536, 'x'));
  assert.ok(growth < 32_000_000, `${growth} bytes more`);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, DatasetBuilder, historyOf, oldest } from '../../../src/recommender/data/dataset.ts';

test('histories are sorted by time, keep the order of equal times, and a course once: the first time', () => {
  const dataset = buildDataset(
    [
      { learner: 0, course: 2, time: 30 },
      { learner: 0, course: 1, time: 10 },
      { learner: 0, course: 2, time: 5 },
      { learner: 0, course: 0, time: 10 },
    ],
    2,
    3,
  );
  assert.deepEqual([...historyOf(dataset, 0)], [2, 1, 0]);
  assert.deepEqual([...dataset.times], [5, 10, 10]);
  assert.deepEqual([...historyOf(dataset, 1)], []);
});

test('where a time of a learner is missing, the order of the file stays; other learners are sorted', () => {
  const dataset = buildDataset(
    [
      { learner: 0, course: 2, time: 30 },
      { learner: 1, course: 1, time: 9 },
      { learner: 0, course: 1 },
      { learner: 1, course: 0, time: 8 },
      { learner: 0, course: 0, time: 10 },
      { learner: 0, course: 2 },
    ],
    2,
    3,
  );
  assert.deepEqual([...historyOf(dataset, 0)], [2, 1, 0]);
  assert.ok(Number.isNaN(dataset.times[1]));
  assert.deepEqual([...historyOf(dataset, 1)], [0, 1]);
});

test('a builder grows, and counts what it left out', () => {
  const builder = new DatasetBuilder();
  for (let i = 0; i < 5_000; i++) builder.add(i % 7, i % 11, 5_000 - i);
  const dataset = builder.build(7, 11);
  assert.equal(builder.size, 5_000);
  assert.equal(dataset.courses.length, 77);
  assert.equal(builder.duplicates, 5_000 - 77);
  for (let learner = 0; learner < 7; learner++) {
    const times = [...dataset.times.subarray(dataset.offsets[learner], dataset.offsets[learner + 1])];
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  }
});

test('an interaction outside the learners or courses is the caller’s error', () => {
  assert.throws(() => buildDataset([{ learner: 0, course: 9 }], 1, 3), RangeError);
  assert.throws(() => buildDataset([{ learner: 1, course: 0 }], 1, 3), RangeError);
});

test('a prefix of the histories is a copy: nothing of the rest is in it', () => {
  const dataset = buildDataset(
    [0, 1, 2].map((course) => ({ learner: 0, course, time: course })),
    1,
    3,
  );
  const part = oldest(dataset, () => 2);
  assert.deepEqual([...part.courses], [0, 1]);
  assert.equal(part.courses.buffer.byteLength, 8);
  assert.deepEqual([...part.offsets], [0, 2]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryOf } from '../../../src/recommender/data/sparse.ts';
import { CourseIndex } from '../../../src/recommender/text/course-index.ts';
import { buildTfIdf } from '../../../src/recommender/text/tf-idf.ts';
import { gainsOf } from '../../../src/recommender/text/topic.ts';

const courses = [
  { title: 'Data Visualisation', description: 'charts of data', categories: [] },
  { title: 'Data Engineering', description: 'pipelines of data with SQL', categories: [] },
  { title: 'Databases', description: 'SQL and tables', categories: [] },
  { title: 'Painting', description: 'colours', categories: [] },
  { title: '', description: '', categories: [] },
];
const index = new CourseIndex(buildTfIdf(courses));
const gains = (text: string, coverage: number) => {
  const found = gainsOf(index, { text, weight: 6, coverage });
  return courses.map((_, row) => entryOf(found, row));
};

test('a topic of one word lifts the courses that have it, the best of them by the whole weight', () => {
  const [visualisation, engineering, databases, painting, empty] = gains('SQL', 1);
  assert.deepEqual([visualisation, painting, empty], [0, 0, 0]);
  assert.ok(Math.abs((databases as number) - 6) < 1e-5);
  assert.ok((engineering as number) > 0 && (engineering as number) < 6);
});

test('at coverage 1 every word must be there; at half the rarer one is enough', () => {
  assert.deepEqual(
    gains('data visualisation', 1).map((gain) => gain > 0),
    [true, false, false, false, false],
  );
  assert.deepEqual(
    gains('data painting', 0.5).map((gain) => gain > 0),
    [false, false, false, true, false],
  );
});

test('a word that nobody knows: nothing has all of it, the known rest still matches loosely', () => {
  assert.ok(gains('SQL xylography', 1).every((gain) => gain === 0));
  assert.ok((gains('SQL xylography', 0.5)[2] as number) > 0);
  for (const text of ['xylography', 'the and of', '', '!!!'])
    assert.ok(
      [0.5, 1].every((coverage) => gains(text, coverage).every((gain) => gain === 0)),
      text,
    );
});

test('matches are the dot products of the rows', () => {
  const vector = index.vectorOfText('data pipelines SQL');
  const dense = new Float32Array(courses.length);
  index.similarities(vector, dense);
  const found = index.matches(vector, 0);
  for (const row of courses.keys()) assert.ok(Math.abs(entryOf(found, row) - (dense[row] as number)) < 1e-6);
  assert.ok([...found.columns].every((row, i) => i === 0 || row > (found.columns[i - 1] as number)));
});

test('cosines of courses: 1 with itself, 0 with nothing in common', () => {
  const [same, painting, empty] = [2, 3, 4].map((other) => index.similarity(2, other));
  assert.ok(Math.abs((same as number) - 1) < 1e-5);
  assert.deepEqual([painting, empty], [0, 0]);
  assert.ok(index.similarity(1, 0) > 0);
});

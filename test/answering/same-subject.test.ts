import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameSubject } from '../../src/answering/score-supplements.ts';

const mathematics = { categories: ['Mathematics', 'Science'] };
const art = { categories: ['Art and Design', 'Humanities'] };
const physics = { categories: ['Physics', 'Science'] };

test('courses of different categories are of one subject only where their texts are very near', () => {
  assert.equal(isSameSubject(mathematics, art, 0.17), false, 'no Art History beside Linear Algebra');
  assert.equal(isSameSubject(mathematics, art, 0.25), true);
  assert.equal(isSameSubject(mathematics, physics, 0.17), true, 'they share a category');
  assert.equal(
    isSameSubject(mathematics, { categories: [] }, 0.17),
    true,
    'the catalogue says nothing of one',
  );
  assert.equal(isSameSubject(mathematics, { categories: ['Mathematics'] }, 0), true);
});

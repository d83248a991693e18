import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConcepts } from '../../../src/recommender/text/vocabulary/concepts.ts';

test('two writings of one name are one meaning; a name in two concepts has two', () => {
  const concepts = parseConcepts(['database, databases; de Datenbank', 'jaguar, cat', 'jaguar, car']);
  assert.equal(concepts.find('en', ['database']).length, 1);
  assert.equal(concepts.find('en', ['jaguar']).length, 2);
});

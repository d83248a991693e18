import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf } from '../../../src/recommender/data/sparse.ts';
import { CourseIndex } from '../../../src/recommender/text/course-index.ts';
import { termsOf } from '../../../src/recommender/text/terms.ts';
import { buildTfIdf } from '../../../src/recommender/text/tf-idf.ts';

const course = (title: string, description = '') => ({ title, description, categories: [] });

test('terms are stems in lower case, without stop words, in any script', () => {
  assert.deepEqual(termsOf('Running the Programs in C++'), ['run', 'program', 'c++']);
  assert.deepEqual(termsOf('Übungen zur Chemie', 'de-AT'), ['ubung', 'zur', 'chemi']);
  assert.deepEqual(termsOf('日本語 入門', 'ja'), ['日本語', '入門']);
  assert.deepEqual(termsOf('机器学习导论', 'zh'), ['机器', '学习', '导论']);
});

test('weights are (1 + ln tf) · idf, of unit length', () => {
  const { vocabulary, matrix } = buildTfIdf([course('', 'plant plant leaf'), course('', 'plant')]);
  const { values, offsets } = matrix;
  assert.deepEqual(vocabulary, ['plant', 'leaf']);
  const idf = { plant: Math.log(3 / 3) + 1, leaf: Math.log(3 / 2) + 1 };
  const plant = (1 + Math.log(2)) * idf.plant;
  const length = Math.hypot(plant, idf.leaf);
  assert.ok(Math.abs((values[0] as number) - plant / length) < 1e-6);
  assert.ok(Math.abs((values[1] as number) - idf.leaf / length) < 1e-6);
  assert.deepEqual([...offsets], [0, 2, 3]);
});

test('a text finds the courses that speak of it, and an empty or foreign one finds none', () => {
  const index = new CourseIndex(
    buildTfIdf([course('Botany', 'leaves and roots'), course('Welding', 'steel joints'), course('')]),
  );
  const cosines = new Float32Array(3);
  index.similarities(index.vectorOfText('the roots of leaves'), cosines);
  const [botany, welding, empty] = cosines as unknown as number[];
  assert.ok((botany as number) > 0.5 && welding === 0 && empty === 0);
  index.similarities(index.vectorOfText('quantum'), cosines);
  assert.deepEqual([...cosines], [0, 0, 0]);
});

test('two courses are not alike because both are described in several languages', () => {
  const first = {
    ...course('First Aid', 'wounds and breathing'),
    ...{ language: 'en', translations: { de: { title: 'Erste Hilfe', description: 'Wunden und Atmung' } } },
  };
  const steps = {
    ...course('Chinese', 'tones and signs'),
    ...{
      language: 'en',
      translations: { de: { title: 'Erste Schritte im Chinesischen', description: 'Töne' } },
    },
  };
  const english = course('Welding', 'steel joints');
  const index = new CourseIndex(buildTfIdf([first, steps, english]));
  assert.equal(index.similarity(0, 1), 0);
  const german = { ...course('Wunden und Verbände', 'Atmung'), language: 'de' };
  const mixed = new CourseIndex(buildTfIdf([german, first, { ...german, title: 'Schritte' }]));
  assert.ok(mixed.similarity(0, 1) > 0, 'the translation counts where most are in its language');
});

test('neighbours are the nearest by cosine, in both directions', () => {
  const index = new CourseIndex(
    buildTfIdf([course('leaf root'), course('leaf root seed'), course('seed'), course('steel'), course('')]),
  );
  const neighbours = index.neighbours(1);
  const of = (row: number) => [...rowOf(neighbours, row).columns];
  // The second is nearest to the first and to the third.
  assert.deepEqual([of(0), of(1), of(2), of(3), of(4)], [[1], [0, 2], [1], [], []]);
  const cosine = index.similarity(1, 2);
  for (const [row, at] of [
    [1, 1],
    [2, 0],
  ] as const)
    assert.ok(Math.abs(rowOf(neighbours, row).values[at]! - cosine) < 1e-6);
});

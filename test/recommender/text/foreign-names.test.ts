import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search } from '../../../src/recommender/text/search/search.ts';
import type { SearchedCourse } from '../../../src/recommender/text/search/searched-course.ts';
import { buildTextIndex } from '../../../src/recommender/text/search/text-index.ts';
import { sharedConcepts } from '../../../src/recommender/text/vocabulary/concepts.ts';
import { stem } from '../../../src/recommender/text/words/stem.ts';

const course = (title: string): SearchedCourse => ({ title, description: '', categories: [] });

test('a name is no function word because its stem looks like one: French danse, German malen', () => {
  const concepts = sharedConcepts();
  assert.equal(concepts.find('fr', [stem('danse', 'fr')]).length, 1);
  assert.equal(concepts.find('de', [stem('malen', 'de')]).length, 1);
});

test('an English word is no foreign name for its stem, nor where the catalogue knows it', () => {
  const catalogue = [
    course('Marx and Marxism'),
    course('Fashion Sketching'),
    course('Social Failure Mode Analysis'),
  ];
  const index = buildTextIndex(catalogue);
  const titles = (question: string) =>
    search(index, question, { language: 'en' }).hits.map(({ course: row }) => catalogue[row]?.title);
  assert.deepEqual(titles('social'), ['Social Failure Mode Analysis']);
  assert.deepEqual(titles('mode'), ['Social Failure Mode Analysis']);
  assert.equal(titles('socialismo')[0], 'Marx and Marxism');
  assert.equal(titles('moda')[0], 'Fashion Sketching');
});

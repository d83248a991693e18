import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInterests } from '../../src/panel/interests.ts';

test('picked categories come first, then the words between commas, each once', () => {
  assert.deepEqual(parseInterests({ pick: ['Art', 'Law'], words: 'law, deep sea;  robots\nART, ' }), {
    interests: ['Art', 'Law', 'deep sea', 'robots'],
  });
});

test('characters that cannot be seen or that turn text around are dropped', () => {
  assert.deepEqual(parseInterests({ words: 'art\u0000 his\u202etory' }).interests, ['art his tory']);
});

test('a character is what a person counts: 60 of them fit, 61 do not', () => {
  assert.equal(parseInterests({ words: '🌱'.repeat(60) }).problem, undefined);
  assert.match(parseInterests({ words: '🌱'.repeat(61) }).problem as string, /60 characters/);
});

test('more than 12 are refused with what to do', () => {
  const words = Array.from({ length: 13 }, (_, index) => `interest ${index}`).join(',');
  assert.match(parseInterests({ words }).problem as string, /keep to 12 interests: remove some/);
});

test('what no form sends is no interest', () => {
  for (const body of [undefined, null, 'text', { words: { $gt: '' } }, { pick: [{}, 3] }])
    assert.deepEqual(parseInterests(body), { interests: [] });
});

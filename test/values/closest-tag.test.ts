import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closestTag, scriptOf } from '../../src/values/closest-tag.ts';

test('the closest of some languages is the same, else one in the same script, else the same language', () => {
  const tags = ['en', 'de', 'de-AT', 'zh-Hans', 'zh-Hant', 'sr-Latn', 'sr-Cyrl', 'pt-BR', 'pt-PT'];
  for (const [wanted, closest] of [
    ['de', 'de'],
    ['de-CH', 'de'],
    ['de_at', 'de-AT'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh_tw', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['sr', 'sr-Cyrl'],
    ['sr_ME', 'sr-Latn'],
    ['zh_tw_kids', 'zh-Hant'],
    ['pt-AO', 'pt-BR'],
    ['EN-us', 'en'],
    ['fr', undefined],
    ['', undefined],
    ['_', undefined],
  ] as const)
    assert.equal(closestTag(tags, wanted), closest, wanted);
});

test('a tag that is none has no script, and a long one costs nothing', () => {
  assert.equal(scriptOf('zh-TW'), 'Hant');
  assert.equal(scriptOf('de_AT'), 'Latn');
  for (const text of ['', '<b>', 'a'.repeat(100_000), 'de-'.repeat(100_000)]) scriptOf(text);
  assert.equal(scriptOf('12'), undefined);
});

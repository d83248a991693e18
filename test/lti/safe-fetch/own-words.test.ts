import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownWords } from '../../../src/lti/safe-fetch/own-words.ts';

for (const [json, words] of [
  [{ error: 'invalid_client', error_description: 'Unknown client.' }, 'invalid_client; Unknown client.'],
  [{ errors: ['redirect_uris must share a domain'] }, 'redirect_uris must share a domain'],
  [{ errors: [{ field: 'x', message: 'No.' }, { message: 'No.' }] }, 'No.'],
  [{ errors: { redirect_uris: ['must share a domain'] } }, 'redirect_uris: must share a domain'],
  [{ message: 'Ask\u0007 ada@example.org\n\u202enow' }, 'Ask … now'],
  [{ message: 'The secret hush-hush is wrong' }, 'The secret … is wrong'],
  ['Forbidden', 'Forbidden'],
  [{ name: 'Ada Invented' }, ''],
  [{}, ''],
  [null, ''],
  [undefined, ''],
  [7, ''],
] as const)
  test(`${JSON.stringify(json)} says ${words}`, () => assert.equal(ownWords(json, ['hush-hush', '']), words));

test('what is long is cut, and what is deep is not looked through', () => {
  assert.equal(ownWords({ error: 'x'.repeat(1e6) }), `${'x'.repeat(200)}…`);
  let deep: unknown = 'secret';
  for (let i = 0; i < 1_000; i++) deep = { errors: [deep] };
  assert.equal(ownWords(deep), '');
});

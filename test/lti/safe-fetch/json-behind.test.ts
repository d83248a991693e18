import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonBehind } from '../../../src/lti/safe-fetch/json-behind.ts';
import { startProcessorTime } from '../../support/processor-time.ts';

const notice = '<br />\n<b>Notice</b>:  Undefined array key [0] in {closure} on line <b>12</b><br />\n';

for (const [name, text, found] of [
  ['a notice before a list', `${notice}[{"id":1}]`, [{ id: 1 }]],
  ['a notice before an empty list', `${notice}[]`, []],
  ['a notice behind an object', `{"a":"]}\\"{"}\n${notice}`, { a: ']}"{' }],
  ['notices on both sides', `${notice}${notice}{"a":[1,2]}\r\n${notice}`, { a: [1, 2] }],
  ['a notice with a bracket that never closes', `Warning: unexpected '[' and {\n{"a":1}`, { a: 1 }],
  ['a page with data in a script', '<html><script>x = {"a":1}</script></html>', undefined],
  ['a list that breaks off', `${notice}[{"id":1}`, undefined],
  ['a notice alone', notice, undefined],
  ['nothing', '', undefined],
] as const)
  test(`JSON in ${name}`, () => assert.deepEqual(jsonBehind(text), found));

test('the work is linear in the length', () => {
  for (const worst of ['[', '{', '["', '[]', '{"a":[', '"', '\\"[']) {
    const spent = startProcessorTime();
    assert.equal(jsonBehind(`${worst.repeat(500_000)}x`), undefined);
    assert.ok(spent() < 3_000, worst);
  }
});

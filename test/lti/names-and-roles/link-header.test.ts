import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLink, parseLinks } from '../../../src/lti/names-and-roles/link-header.ts';
import { assertLinear } from '../../support/linear-time.ts';

for (const [name, header, expected] of [
  [
    'Canvas’s four links',
    '<https://c/1>; rel="current",<https://c/2>; rel="next",<https://c/1>; rel="first",<https://c/9>; rel="last"',
    'https://c/2',
  ],
  [
    'commas and semicolons inside an address',
    '<https://c/?a=1,2;b>; rel="prev", <https://c/?a=2,3;b>; rel="next"',
    'https://c/?a=2,3;b',
  ],
  ['several types in one rel', '<https://c/9>; rel="next last"', 'https://c/9'],
  ['other cases', '<https://c/2>; REL="Next"', 'https://c/2'],
  [
    'a rel without quotes, after other parameters',
    '<https://c/2>;title="a, \\"b\\"; rel=prev";rel=next',
    'https://c/2',
  ],
  ['a word that only contains it', '<https://c/2>; rel="nextish", <https://c/3>; title="next"', undefined],
  ['a second rel, which does not count', '<https://c/2>; rel="prev"; rel="next"', undefined],
  ['parameters without values', '<https://c/2>; crossorigin; rel="next"', 'https://c/2'],
  ['rubbish around a link', 'oops, <https://c/2>; rel="next", <broken', 'https://c/2'],
  ['nothing', null, undefined],
] as const)
  test(`finds the next page: ${name}`, () => assert.equal(findLink(header, 'next'), expected));

test('two links with their types', () => {
  assert.deepEqual(parseLinks('</a>; rel="Differences", </b>; rel=next'), [
    { target: '/a', rels: ['differences'] },
    { target: '/b', rels: ['next'] },
  ]);
});

for (const part of ['<', '<a>;', '<a>; rel="', '<a> ; x', ' '.repeat(50), ';a=\\"'])
  test(`a hostile header of ${JSON.stringify(part)} costs no time`, () =>
    assertLinear((length) => parseLinks(part.repeat(length / part.length)), 163_840));

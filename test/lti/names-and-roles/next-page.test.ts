import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPage } from '../../../src/lti/names-and-roles/next-page.ts';

const from = 'https://lms.example/nrps?page=1';

for (const [target, page] of [
  ['https://lms.example/nrps?page=2', 'https://lms.example/nrps?page=2'],
  ['?page=2', 'https://lms.example/nrps?page=2'],
  ['https://lms.example/nrps?page=2#top', 'https://lms.example/nrps?page=2'],
  // A proxy ends https, and the LMS does not know.
  ['http://lms.example/nrps?page=2', 'https://lms.example/nrps?page=2'],
  ['http://lms.example:80/nrps?page=2', 'https://lms.example/nrps?page=2'],
  ['http://lms.example:8080/nrps?page=2', 'insecure'],
  ['http://elsewhere.example/nrps?page=2', 'foreign'],
  ['https://lms.example:8443/nrps?page=2', 'foreign'],
  ['ftp://lms.example/nrps', 'foreign'],
  ['http://', 'foreign'],
] as const)
  test(`${target} is ${page}`, () => {
    const next = nextPage(target, from);
    assert.equal(next instanceof URL ? next.href : next, page);
  });

test('the port of the platform stays', () => {
  const next = nextPage('http://lms.example:8443/a?b', 'https://lms.example:8443/');
  assert.equal(`${next}`, 'https://lms.example:8443/a?b');
});

test('a platform that is on http itself is asked there, and no other', () => {
  assert.equal(`${nextPage('http://lms.test/a', 'http://lms.test/')}`, 'http://lms.test/a');
  assert.equal(nextPage('http://other.test/a', 'http://lms.test/'), 'foreign');
});

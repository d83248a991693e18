import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressKey, addressKeysWithin, readAddress } from '../../src/values/read-address.ts';

const keyOf = (text: unknown) => {
  const address = readAddress(text);
  return address && addressKey(address);
};

test('the same page is the same', () => {
  for (const text of [
    'https://lms.example/course/view.php?id=12&lang=de',
    'http://LMS.example/course/view.php?lang=de&id=12',
    'https://lms.example:443//course/view.php/?id=12&lang=de#section-3',
    'http://lms.example:443/course/./view.php?%69d=12&&lang=de&id=12',
    ' https://lms.example/%63ourse/view.php?id=12&lang=de ',
  ])
    assert.equal(keyOf(text), 'lms.example/course/view.php?id=12&lang=de');
  assert.equal(
    keyOf('https://x.example/a/course-v1%3AAcme%2BBIO1'),
    keyOf('https://x.example/a/course-v1:Acme+BIO1'),
  );
});

test('another page is another', () => {
  const pages = [
    ...['https://lms.example/course/view.php?id=12', 'https://lms.example/course/view.php?id=13'],
    ...['https://other.example/course/view.php?id=12', 'https://lms.example:8443/course/view.php?id=12'],
    ...['https://lms.example/Course/view.php?id=12', 'https://lms.example/b/course/view.php?id=12'],
    ...['https://lms.example/#/courses/12', 'https://lms.example/#/courses/13'],
  ];
  assert.equal(new Set(pages.map(keyOf)).size, pages.length);
});

test('what is no address of a page is none', () => {
  for (const value of [
    '12',
    'urn:lms:course:12',
    'ftp://a.example/',
    'https://',
    `https://a.example/${'x'.repeat(2_000)}`,
    7,
    null,
    {},
  ])
    assert.equal(readAddress(value), undefined);
});

test('a page with more in its query is still the page', () => {
  const within = (text: string) =>
    addressKeysWithin(readAddress(text) as NonNullable<ReturnType<typeof readAddress>>);
  assert.deepEqual(within('https://a.example/c?id=1&s=3'), [
    'a.example/c?id=1&s=3',
    'a.example/c?s=3',
    'a.example/c?id=1',
    'a.example/c',
  ]);
  assert.deepEqual(within('https://a.example/?id=1'), ['a.example?id=1']);
  const many = Array.from({ length: 500 }, (_, i) => `p${i}=1`).join('&');
  assert.equal(within(`https://a.example/c?${many.slice(0, 1_900)}`).length < 400, true);
});

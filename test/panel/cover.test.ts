import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverOf } from '../../src/panel/cover.ts';

const subjects = Array.from({ length: 14 }, (_, i) => `Subject ${i}`);
const course = { key: 'k', title: 'Title' };
const lookOf = (subject: string, code = 'ABC100') => coverOf({ ...course, code, subject }, subjects).look;

test('a subject has the colour and the pattern of its place, and no two of the first 72 have both in common', () => {
  assert.equal(lookOf('Subject 0'), 'cover s0 p0 v0');
  assert.equal(lookOf('Subject 11'), 'cover s11 p5 v0');
  assert.equal(lookOf('Subject 12'), 'cover s0 p1 v0');
  const many = Array.from({ length: 72 }, (_, i) => `${i}`);
  const looks = many.map((subject) => coverOf({ ...course, code: 'A100', subject }, many).look);
  assert.equal(new Set(looks).size, 72);
});

test('a subject that is not known yet has no colour, rather than one that would change', () => {
  assert.equal(lookOf('Nowhere'), 'cover');
  assert.equal(coverOf(course, subjects).look, 'cover');
});

test('neighbours of one subject differ', () => {
  assert.notEqual(lookOf('Subject 1', 'CMP101'), lookOf('Subject 1', 'CMP102'));
  assert.equal(lookOf('Subject 1', 'CMP101'), lookOf('Subject 1', 'CMP101'));
});

test('a code can be broken before its digits; without one, the subject’s first three letters stand for it', () => {
  const codeOf = (fields: object) => coverOf({ ...course, ...fields }, subjects).code;
  assert.deepEqual(codeOf({ code: 'DAT201' }), ['DAT', '201']);
  assert.deepEqual(codeOf({ code: 'BIO-101-02' }), ['BIO', '101-02']);
  assert.deepEqual(codeOf({ code: '6.0001' }), ['6.0001']);
  assert.deepEqual(codeOf({ subject: 'Économie' }), ['ÉCO']);
  assert.deepEqual(codeOf({}), ['TIT']);
  assert.deepEqual(codeOf({ code: 'x'.repeat(50) }), ['x'.repeat(10)]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCourse, readEnrolment } from '../../../src/sync/sources/csv/read-records.ts';
import { usualLanguage } from '../../../src/sync/sources/csv/usual-languages.ts';
import { usualState, usualYesOrNo } from '../../../src/sync/sources/csv/usual-words.ts';

test('the usual words for states are understood in the languages of the pages', () => {
  for (const [word, state] of [
    ['Passed', 'completed'],
    ['IN PROGRESS', 'active'],
    ['in-progress', 'active'],
    ['Bestanden', 'completed'],
    ['abgemeldet', 'withdrawn'],
    ['Matriculada', 'active'],
    ['Abandonné', 'withdrawn'],
    ['Prévu', 'planned'],
    ['مكتمل', 'completed'],
    ['已退课', 'withdrawn'],
  ] as const)
    assert.equal(usualState(word), state, word);
});

test('a word that may mean several states is none', () => {
  for (const word of ['failed', 'ended', 'pending', 'on hold', 'nicht bestanden', 'not completed', '', '3'])
    assert.equal(usualState(word), undefined, word);
});

test('what spreadsheets write for true and false is yes and no', () => {
  for (const word of ['WAHR', 'VRAI', 'VERDADERO', 'Sí', 'نعم', '是', 'x', '1'])
    assert.equal(usualYesOrNo(word), true, word);
  for (const word of ['FALSCH', 'faux', 'No', 'nein', 'لا', '否', '0'])
    assert.equal(usualYesOrNo(word), false, word);
  assert.equal(usualYesOrNo('maybe'), undefined);
});

test('a language may stand there by its name', () => {
  for (const [name, tag] of [
    ['German', 'de'],
    ['Deutsch', 'de'],
    ['english', 'en'],
    ['Français', 'fr'],
    ['Español', 'es'],
    ['الألمانية', 'de'],
    ['中文', 'zh'],
    ['Türkçe', 'tr'],
  ] as const)
    assert.equal(usualLanguage(name), tag, name);
  for (const tag of ['de', 'pt-BR', '', 'none', 'various']) assert.equal(usualLanguage(tag), undefined, tag);
  const course = (language: string) =>
    readCourse({ line: 2, cells: { course: 'C', title: 'T', language } }, () => {});
  assert.deepEqual(
    ['Deutsch', 'pt-BR', ''].map((one) => (course(one) as { language?: unknown }).language),
    ['de', 'pt-BR', null],
  );
});

test('a weight may have a decimal comma, as spreadsheets of many languages write it', () => {
  const weightOf = (weight: string) =>
    readEnrolment({ line: 2, cells: { learner: 'l', course: 'c', weight } });
  assert.equal((weightOf('0,5') as { weight?: number }).weight, 0.5);
  assert.ok('reason' in weightOf('1.000,5'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
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

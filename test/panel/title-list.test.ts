import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateWords } from '../../src/panel/course-state-words.ts';
import { titleList } from '../../src/panel/title-list.ts';
import { wordsFor } from '../../src/words/words.ts';

const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

test('titles amid a sentence stand in the quotes of the language, so that they do not read as a part of it', () => {
  const courses = [{ key: 'd', title: 'Mit Daten denken' }];
  const state = { kind: 'first-take', courses } as const;
  assert.equal(bare(stateWords(state, wordsFor('de'))), 'Zuerst „Mit Daten denken“');
  assert.equal(bare(stateWords(state, wordsFor('en'))), 'First take Mit Daten denken');
  assert.equal(bare(titleList(['A', 'B'], wordsFor('de'))), '„A“ und „B“');
});

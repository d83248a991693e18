import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { presumedLanguages } from '../../src/answering/presumed-languages.ts';

const course = (key: string, language?: string, more: Partial<CatalogueCourse> = {}): CatalogueCourse => ({
  ...{ key, title: key, description: '', categories: [], prerequisites: [], audience: [] },
  ...(language !== undefined && { language }),
  ...more,
});
const english = Array.from({ length: 30 }, (_, i) => course(`Filler ${i}`, 'en'));
const french = course('Le cinéma francophone', 'fr');
const spanish = [
  course('Spanish in Conversation', 'en'),
  course('Literatura latinoamericana', 'es'),
  course('Spanisch für den Beruf', 'de'),
];
const catalogue = new Catalogue([...english, french, ...spanish], new Map());
const nothing = new Set<string>();
const languages = (taken: string[], { saved = [] as string[], locale = 'en-GB', of = catalogue } = {}) =>
  presumedLanguages({ taken: new Set(taken), saved: new Set(saved) }, of, locale).sort();

test('those of the page, of most courses, and of the courses that somebody has or keeps for later', () => {
  assert.deepEqual(languages(['Filler 1']), ['en', 'en-GB']);
  assert.deepEqual(languages([], { locale: 'ar' }), ['ar', 'en']);
  assert.deepEqual(languages([french.key]), ['en', 'en-GB', 'fr']);
  assert.deepEqual(languages([], { saved: [french.key] }), ['en', 'en-GB', 'fr']);
});

test('who learns a language follows it: a title names it, in whatever language', () => {
  assert.deepEqual(languages(['Spanish in Conversation']), ['en', 'en-GB', 'es']);
  assert.deepEqual(languages(['Spanisch für den Beruf']), ['de', 'en', 'en-GB', 'es']);
});

test('where no course says its language, or all are main ones, nobody is kept from any', () => {
  const silent = new Catalogue([course('One'), course('Two')], new Map());
  assert.deepEqual(languages(['One'], { of: silent }), []);
  const bilingual = new Catalogue([...english.slice(0, 9), french], new Map());
  assert.deepEqual(languages([], { of: bilingual }), ['en', 'en-GB', 'fr']);
});

test('what students are told nothing of, or is gone, makes no language a main one', () => {
  const hidden = { hidden: true };
  const few = new Catalogue(
    [...english.slice(0, 9), { ...french, ...hidden }, course('Gone', 'it', { removedAt: new Date() })],
    new Map(),
  );
  assert.deepEqual(presumedLanguages({ taken: nothing, saved: nothing }, few, undefined), ['en']);
});

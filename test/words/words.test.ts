import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { directionOf, findLocale } from '../../src/words/languages.ts';
import { messageFiles } from '../../src/words/message-files.ts';
import { Words, wordsFor } from '../../src/words/words.ts';

const date = new Date('2026-03-03T23:30:00Z');

describe('the language of a reader', () => {
  for (const [wanted, tag, formats] of [
    ['en', 'en', 'en-GB'],
    ['en-US', 'en', 'en-US'],
    ['de', 'de', 'de'],
    ['de_AT', 'de', 'de-AT'],
    ['de_kids', 'de', 'de'],
    ['es_mx', 'es', 'es-MX'],
    ['fr-CA', 'fr', 'fr-CA'],
    ['ar-EG', 'ar', 'ar-EG'],
    ['zh_cn', 'zh-Hans', 'zh-Hans-CN'],
    ['zh-Hans', 'zh-Hans', 'zh-Hans'],
    ['zh', 'zh-Hans', 'zh-Hans'],
    ['zh-TW', 'zh-Hans', 'zh-Hans'],
    ['de-QX', 'de', 'de'],
    ['de-AT-u-nu-arab', 'de', 'de-AT'],
    ['pt-BR', 'en', 'en-GB'],
    ['', 'en', 'en-GB'],
    ['*', 'en', 'en-GB'],
    ['<script>', 'en', 'en-GB'],
  ] as const)
    test(`of “${wanted}” is ${tag}, with dates of ${formats}`, () => {
      assert.deepEqual(findLocale([wanted]), { tag, formats });
    });

  test('is the first of several that is there', () => {
    assert.equal(findLocale(['pt-BR', 'fr', 'de']).tag, 'fr');
    assert.equal(findLocale([]).tag, 'en');
  });

  test('is written from right to left where its script is', () => {
    for (const tag of ['ar', 'he', 'fa', 'ur', 'az-Arab', 'dv']) assert.equal(directionOf(tag), 'rtl', tag);
    for (const tag of ['en', 'zh-Hans', 'az', 'ru', 'x']) assert.equal(directionOf(tag), 'ltr', tag);
  });

  test('brings the same words each time: messages are compiled once', () => {
    assert.equal(wordsFor('de_AT'), wordsFor('de-AT'));
    assert.notEqual(wordsFor('de-AT'), wordsFor('de'));
  });
});

describe('words', () => {
  test('have the plurals of their language', () => {
    const said = [0, 1, 2, 3, 11, 100].map((opens) =>
      wordsFor('ar').say('reason.popular.opening', { opens }),
    );
    assert.equal(new Set(said).size, 6);
    assert.equal(
      wordsFor().say('reason.popular.opening', { opens: 1 }),
      'Popular with students here, and 1 other course builds on it',
    );
  });

  test('have the dates, lists and languages of their language and region', () => {
    assert.equal(wordsFor().date(date), '3 March 2026');
    assert.equal(wordsFor('en-US').date(date), 'March 3, 2026');
    assert.equal(wordsFor('de-AT').date(date), '3. März 2026');
    assert.equal(wordsFor('zh').date(date), '2026年3月3日');
    assert.equal(wordsFor().list(['A', 'B', 'C']), 'A, B and C');
    assert.equal(wordsFor('de').list(['A', 'B', 'C'], 'disjunction'), 'A, B oder C');
    assert.deepEqual(wordsFor().between(3), [', ', ' and ']);
    assert.equal(wordsFor('fr').languageName('de'), 'allemand');
    assert.equal(wordsFor('fr').languageLabel('de'), 'Allemand');
    assert.equal(wordsFor('fr').languageName('no tag'), 'no tag');
  });

  test('write numbers as the region does', () => {
    const most = (locale: string) => wordsFor(locale).say('add.headingProblem', { most: 1234 });
    assert.match(most('en'), /1,234/);
    assert.match(most('de'), /1\.234/);
    assert.match(most('ar-EG'), /١٬٢٣٤/);
  });

  test('isolate texts of another direction, and leave others as they are', () => {
    const say = (locale: string, course: string) => wordsFor(locale).say('goal.title', { goal: course });
    assert.equal(say('ar', 'Botany (2)'), 'هدفك: \u2068Botany (2)\u2069');
    assert.equal(say('en', 'Botany (2)'), 'Your goal: Botany (2)');
    assert.equal(say('en', 'علم النبات'), 'Your goal: \u2068علم النبات\u2069');
    assert.equal(say('en', 'turned \u202e round'), 'Your goal: \u2068turned \u202e round\u2069');
    assert.equal(wordsFor('ar').list(['A', 'B']), '\u2068A\u2069 و\u2068B\u2069');
    assert.equal(wordsFor('ar').aside(['A', '']), '\u2068A\u2069\u00a0· ');
  });

  test('read a title in quotation marks like the sentence, so that its marks stay where its lines end', () => {
    const title = (locale: string) => wordsFor(locale).say('panel.titleOf', { course: 'Plants Around Us' });
    const first = (locale: string) => wordsFor(locale).say('chip.first', { courses: title(locale) });
    assert.equal(first('ar'), 'ادرس أولًا \u2067«\u2068Plants Around Us\u2069»\u2069');
    assert.equal(first('de'), 'Zuerst „Plants Around Us“ belegen');
    const words = wordsFor('ar');
    assert.equal(words.aside(['0.418–0.470']), '\u20680.418–0.470\u2069');
  });

  test('say in English what their language has no message for', () => {
    const lacking = new Map(Object.entries(messageFiles.get('de') ?? {}));
    lacking.delete('panel.undo');
    const files = new Map([...messageFiles, ['de', Object.fromEntries(lacking)] as const]);
    const words = new Words({ tag: 'de', formats: 'de' }, wordsFor(), files);
    assert.equal(words.say('panel.undo'), 'Undo');
    assert.equal(words.say('yourData.title'), 'Ihre Daten');
  });

  test('take no markup and no braces from what they are told', () => {
    const text = '<b>{goal}</b> {n, plural, other {#}}';
    assert.equal(wordsFor().say('goal.title', { goal: text }), `Your goal: ${text}`);
  });
});

test('how long something took has no part that is nothing', () => {
  const english = wordsFor('en');
  for (const [seconds, said] of [
    [0.2, 'less than 1 sec'],
    [1, '1 sec'],
    [120, '2 mins'],
    [200, '3 mins, 20 secs'],
    [3_600, '1 hr'],
    [7_510, '2 hrs, 5 mins'],
  ] as const)
    assert.equal(english.duration(seconds).replaceAll(/[\u2066-\u2069]/g, ''), said);
  assert.match(wordsFor('de').duration(0), /^weniger als .?1 Sek/);
});

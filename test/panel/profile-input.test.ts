import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLine, parseProfile } from '../../src/panel/profile-input.ts';
import { wordsFor } from '../../src/words/words.ts';

const english = wordsFor();
const parse = (body: unknown, languages: string[] = [], presumed: string[] = []) =>
  parseProfile(body, languages, presumed);

test('picked categories come first, then the words between commas, each once', () => {
  assert.deepEqual(
    parse({ pick: ['Art', 'Law'], words: 'law, deep sea;  robots\nART, ' }).profile.interests,
    ['Art', 'Law', 'deep sea', 'robots'],
  );
});

test('the commas of every language part interests', () => {
  assert.deepEqual(parse({ words: 'المناخ، البرمجة؛ الفن' }).profile.interests, [
    'المناخ',
    'البرمجة',
    'الفن',
  ]);
  assert.deepEqual(parse({ skills: '气候，编程、艺术史；谈判' }).profile.skills, [
    '气候',
    '编程',
    '艺术史',
    '谈判',
  ]);
});

test('characters that cannot be seen or that turn text around are dropped', () => {
  const { interests, goal, skills } = parse({
    words: 'art\u0000 his\u202etory',
    goal: '\u2066Nurse\n',
    skills: '\u0007,SQL',
  }).profile;
  assert.deepEqual([interests, goal, skills], [['art his tory'], 'Nurse', ['SQL']]);
});

test('a character is what a person counts: 60 of them fit, 61 do not; a goal has 200', () => {
  assert.equal(parse({ words: '🌱'.repeat(60) }).problem, undefined);
  assert.equal(parse({ goal: '🌱'.repeat(200) }).problem, undefined);
  for (const [field, body, most] of [
    ['interests', { words: '🌱'.repeat(61) }, 60],
    ['goal', { goal: '🌱'.repeat(201) }, 200],
    ['skills', { skills: '🌱'.repeat(61) }, 60],
  ] as const) {
    const { problem } = parse(body);
    assert.ok(problem);
    assert.equal(problem.field, field);
    assert.match(english.tell(problem.message), new RegExp(`${most} characters`));
  }
});

test('more than 12 are refused with what to do', () => {
  const words = Array.from({ length: 13 }, (_, index) => `interest ${index}`).join(',');
  const { problem } = parse({ words });
  assert.ok(problem);
  assert.match(english.tell(problem.message), /keep to 12 of these: remove some/);
  assert.equal(parse({ skills: words }).problem?.field, 'skills');
});

test('languages are those of the institution; who leaves the ticked ones as they are picks none', () => {
  assert.deepEqual(parse({ language: ['de', 'xx'] }, ['en', 'de'], ['en']).profile.languages, ['de']);
  assert.deepEqual(parse({ language: ['en'] }, ['en', 'de'], ['en']).profile.languages, []);
  assert.deepEqual(parse({ language: ['de', 'en'] }, ['en', 'de'], ['en']).profile.languages, ['en', 'de']);
});

test('what no form sends is nothing said', () => {
  for (const body of [undefined, null, 'text', { words: { $gt: '' }, goal: { $ne: 1 } }, { pick: [{}, 3] }])
    assert.deepEqual(parse(body), { profile: { interests: [], goal: '', skills: [], languages: [] } });
});

test('a line is tidied and cut', () => {
  assert.equal(parseLine('  deep \t sea '), 'deep sea');
  assert.equal(parseLine('🌱'.repeat(61)), '🌱'.repeat(60));
  assert.equal(parseLine({ $gt: '' }), '');
});

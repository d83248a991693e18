import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SearchOptions, search } from '../../../src/recommender/text/search/search.ts';
import type { SearchedCourse } from '../../../src/recommender/text/search/searched-course.ts';
import { buildTextIndex } from '../../../src/recommender/text/search/text-index.ts';

const course = (title: string, description = '', more: Partial<SearchedCourse> = {}): SearchedCourse => ({
  ...{ title, description, categories: [] },
  ...more,
});

/** A small university of several languages. */
const catalogue: readonly SearchedCourse[] = [
  course('Machine Learning', 'Regression, trees and networks that learn from examples.', { code: 'CSC310' }),
  course('Small Histories', 'A sewing machine, a letter, a coin: you are learning to read objects.'),
  course('Topology', 'Open sets, compactness and the fundamental group.', { code: 'MTH 402' }),
  course('Law at Work', 'Contracts of employment, dismissal and pay.'),
  course('Animal Physiology', 'Circulation and breathing of vertebrates.'),
  course('Animation Studio', 'Characters that move, frame by frame.'),
  course('Ledger and Balance', 'Bookkeeping for small firms: invoices, journals, balance sheets.'),
  course('Accountability in Government', 'Who answers to whom in public office.'),
  course('University Didactics', 'Seminars and lectures that students like.'),
  course('The Universe', 'Stars, galaxies and how it all began.'),
  course('Movement and Breath', 'Stretching; now and then the class goes swimming.'),
  course('Statistical Reasoning', 'Samples, tests and confidence.'),
  course('Relational Databases', 'SQL, keys and normal forms.'),
  course('R in the Laboratory', 'Scripts, plots and reports.'),
  course('C++ from Scratch', 'Pointers and templates.'),
  course('Photography', 'Light, lens and darkroom.'),
  course('Einführung in das Arbeitsrecht', 'Kündigung, Tarifvertrag und Mitbestimmung.', { language: 'de' }),
  course('Datenbanksysteme', 'Relationale Modelle, SQL und Transaktionen.', { language: 'de' }),
  course("Introduction à l'économie", "L'offre, la demande et l'histoire de la monnaie.", { language: 'fr' }),
  course('Historia del arte', 'Pintura y escultura de Europa.', { language: 'es' }),
  course('أساسيات البرمجة', 'مدخل إلى كتابة البرامج وحل المسائل.', { language: 'ar' }),
  course('机器学习导论', '监督学习、神经网络与数据分析。', { language: 'zh' }),
  course('データベース入門', '表と索引の基礎を学ぶ。', { language: 'ja' }),
  course('Databasteknik', 'Frågespråk, index och transaktioner.', { language: 'sv' }),
  course('운영체제의 이해', '프로세스와 메모리를 다룬다.', { language: 'ko' }),
];
const index = buildTextIndex(catalogue);
const ask = (question: string, options: SearchOptions = {}) => search(index, question, options);
const titles = (question: string, options?: SearchOptions) =>
  ask(question, options).hits.map(({ course: row }) => catalogue[row]?.title);
const first = (question: string, options?: SearchOptions) => titles(question, options)[0];
const claimed = (question: string) =>
  ask(question)
    .hits.filter(({ strength }) => strength !== 'related')
    .map(({ course: row }) => catalogue[row]?.title);

test('a name of two words is held side by side: no sewing machine teaches machine learning', () => {
  assert.equal(first('machine learning'), 'Machine Learning');
  assert.ok(!titles('machine learning').includes('Small Histories'));
  assert.ok(claimed('machine learning').includes('Machine Learning'));
});

test('a word of one course alone finds it', () => {
  assert.deepEqual(claimed('topology'), ['Topology']);
});

test('asking words are no subject, in several languages', () => {
  for (const question of [
    ...['I want to learn topology', 'courses about topology', 'topology for beginners'],
    ...['Ich möchte Topologie lernen', 'je veux apprendre la topologie', 'quiero aprender topología'],
  ])
    assert.equal(first(question), 'Topology', question);
});

test('an inflected word is the same word, and one that only comes from it is not', () => {
  assert.equal(first('database'), 'Relational Databases');
  assert.ok(!claimed('account').includes('Accountability in Government'));
  assert.ok(!claimed('universe').includes('University Didactics'));
  assert.ok(!titles('animals').includes('Animation Studio'));
});

test('German and Nordic compounds are known by their parts', () => {
  assert.ok(titles('Recht der Arbeit').includes('Einführung in das Arbeitsrecht'));
  assert.ok(titles('Datenbank').includes('Datenbanksysteme'));
  assert.ok(titles('teknik').includes('Databasteknik'));
});

test('French elision and accents hide no word', () => {
  assert.equal(first('économie', { language: 'fr' }), "Introduction à l'économie");
  assert.equal(first("l'economie"), "Introduction à l'économie");
  assert.ok(titles("cours d'histoire de la monnaie").includes("Introduction à l'économie"));
});

test('what is written with an Arabic word hides it neither in the course nor in the question', () => {
  for (const question of ['برمجة', 'البرمجة', 'أريد تعلم البرمجة', 'وبالبرمجة'])
    assert.equal(first(question), 'أساسيات البرمجة', question);
});

test('Chinese, Japanese and Korean words are found without blanks between them', () => {
  assert.equal(first('我想学机器学习'), '机器学习导论');
  assert.equal(first('神经网络', { language: 'zh' }), '机器学习导论');
  assert.equal(first('データベース', { language: 'ja' }), 'データベース入門');
  assert.equal(first('운영체제를'), '운영체제의 이해');
});

test('slips of spelling suggest, and never claim', () => {
  for (const [slip, title] of [
    ...[
      ['topolgy', 'Topology'],
      ['photograhpy', 'Photography'],
      ['statistcal', 'Statistical Reasoning'],
    ],
    ['machne learning', 'Machine Learning'],
  ] as const) {
    assert.equal(first(slip), title, slip);
    assert.deepEqual(claimed(slip), [], slip);
  }
});

test('codes are found however they are written', () => {
  for (const code of ['CSC310', 'csc 310', 'CSC-310', 'csc310'])
    assert.deepEqual(claimed(code), ['Machine Learning'], code);
  assert.equal(first('mth402'), 'Topology');
});

test('abbreviations, other names and names in other languages find the course', () => {
  assert.ok(claimed('ML').includes('Machine Learning'));
  assert.equal(first('stats'), 'Statistical Reasoning');
  assert.equal(first('accountant'), 'Ledger and Balance');
  assert.ok(titles('maschinelles Lernen').includes('Machine Learning'));
  assert.ok(titles('bases de datos').includes('Relational Databases'));
});

test('one letter and signs are words: R, C++', () => {
  assert.equal(first('R'), 'R in the Laboratory');
  assert.equal(first('C++'), 'C++ from Scratch');
});

test('nothing fits: it is said, and nothing is claimed', () => {
  for (const question of ['karate', 'swimming lessons', 'wine tasting', 'asdfgh', '😀', '', '   ', '的'])
    assert.deepEqual(claimed(question), [], question);
  assert.equal(ask('wine tasting').nothingFits, true);
  assert.equal(ask('karate').nothingFits, true);
  assert.equal(ask('topology').nothingFits, false);
});

test('the whole question counts: what is held of it, and what is not, is said', () => {
  const [hit] = ask('employment contracts in Bavaria').hits;
  assert.equal(catalogue[hit?.course as number]?.title, 'Law at Work');
  assert.deepEqual(hit?.missing, ['Bavaria']);
  assert.equal(hit?.strength, 'related');
});

test('a word that stands by the way in a long title claims nothing', () => {
  const long = buildTextIndex([
    course('How to use Chinese social media and build a following in fashion'),
    course('Chinese for Travellers'),
    course('Cooking'),
  ]);
  const strengths = search(long, 'Chinese').hits.map(({ course: row, strength }) => [row, strength]);
  assert.deepEqual(strengths, [
    [1, 'teaches'],
    [0, 'related'],
  ]);
});

test('the passage is the sentence that says it, with its words marked', () => {
  const [hit] = ask('employment dismissal', { passages: true }).hits;
  assert.equal(hit?.passage?.text, 'Contracts of employment, dismissal and pay.');
  assert.deepEqual(
    hit?.passage?.marks.map(([start, end]) => hit.passage?.text.slice(start, end)),
    ['employment', 'dismissal'],
  );
});

test('a course with texts in several languages is found in each, and shown in the reader’s', () => {
  const two = buildTextIndex([
    course('Weaving', 'Looms and yarn.', {
      translations: [{ language: 'de', title: 'Weberei', description: 'Webstühle und Garn.' }],
    }),
    course('Dyeing', 'Colours for yarn.'),
  ]);
  const german = search(two, 'Garn', { language: 'de', passages: true });
  assert.equal(german.hits[0]?.passage?.text, 'Webstühle und Garn.');
  assert.equal(search(two, 'Weberei').hits[0]?.course, 0);
});

test('stated skills count like a title', () => {
  const skilled = buildTextIndex([
    course('Seminar', '', { skills: ['negotiation'] }),
    course('Lecture'),
    course('Talk'),
  ]);
  assert.equal(search(skilled, 'negotiation').hits[0]?.strength, 'teaches');
});

test('no catalogue, no hits', () => {
  assert.deepEqual(search(buildTextIndex([]), 'anything'), { hits: [], nothingFits: true });
});

test('when, where and for how much need not be held by a course', () => {
  assert.deepEqual(claimed('photography tuesday evening pls'), ['Photography']);
  assert.equal(first('cours de photographie le mardi soir'), 'Photography');
});

test('a slip of a name that no course has as a word leads to what has another name of it', () => {
  assert.equal(first('acountancy'), 'Ledger and Balance');
});

test('first letters of a title are suggested, never claimed', () => {
  assert.equal(first('ritl'), undefined);
  const titled = [course('Introduction to Quantum Error Correction'), ...catalogue];
  const { hits } = search(buildTextIndex(titled), 'QEC');
  assert.deepEqual(
    hits.map(({ course: row, strength }) => [titled[row]?.title, strength]),
    [['Introduction to Quantum Error Correction', 'related']],
  );
});

test('half of a title is not what a course is about, but for words that say that it is a course', () => {
  const titled = [course('Bakery for Beginners'), course('The Kitchen Bakery'), ...catalogue];
  const { hits } = search(buildTextIndex(titled), 'bakery');
  assert.deepEqual(
    hits.filter(({ strength }) => strength === 'teaches').map(({ course: row }) => row),
    [0],
  );
});

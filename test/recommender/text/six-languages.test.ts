// What students of six languages type, and what stands in courses that are described in several of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search } from '../../../src/recommender/text/search/search.ts';
import type { SearchedCourse } from '../../../src/recommender/text/search/searched-course.ts';
import { buildTextIndex } from '../../../src/recommender/text/search/text-index.ts';
import { stem } from '../../../src/recommender/text/words/stem.ts';

type Texts = readonly [language: string, title: string, description?: string];

const course = (
  code: string,
  [language, title, description = '']: Texts,
  ...others: readonly Texts[]
): SearchedCourse => ({
  ...{ code, language, title, description, categories: [] },
  translations: others.map(([tag, name, text = '']) => ({ language: tag, title: name, description: text })),
});

const catalogue: readonly SearchedCourse[] = [
  course(
    'BOT110',
    ['en', 'Flora of the Alps', 'Plants of meadows and woods.'],
    ['de', 'Alpenflora', 'Jede Pflanze der Wiesen und Wälder wird im Kurs bestimmt.'],
    ['ar', 'نباتات الجبال', 'نباتات المروج والغابات.'],
  ),
  course(
    'AST200',
    ['en', 'Stars and Galaxies', 'How the sky is measured.'],
    ['fr', 'Étoiles et galaxies', 'L’univers et sa mesure.'],
    ['es', 'Estrellas y galaxias', 'El universo y su medida.'],
    ['ar', 'النجوم والمجرات', 'قياس السماء لمن يريد أن يصبح فلكيًا.'],
  ),
  course('ADM300', ['fr', 'Gérer une université', 'Budgets, conseils et recherche à l’université.']),
  course('ADM301', ['es', 'Dirigir una universidad', 'Presupuestos y consejos de la universidad.']),
  course('SOC120', ['fr', 'L’égalité et la loi', 'Équité, justice et discriminations.']),
  course('BKK100', ['de', 'Buchführung und Bilanz', 'Belege und Konten.']),
  course('MGT210', ['en', 'Leadership', 'Teams, feedback and conflict.']),
  course('MEC130', ['en', 'Fittings and Pipes', 'Fitting pipes in old houses.']),
  course('AIX400', ['en', 'Artificial Intelligence', 'Search, planning and learning.']),
  course('LGS210', ['ar', 'الخط العربي', 'الحروف والأقلام والورق.']),
  course('CHM100', ['zh', '化学入门', '元素、反应与实验，一学就会。']),
  course('ITA100', ['en', 'Italian Conversation'], ['de', 'Italienisch sprechen', 'Alltag auf Italienisch.']),
];
const index = buildTextIndex(catalogue);
const ask = (question: string, language = 'en') => search(index, question, { language, passages: true });
const codes = (question: string, language?: string) =>
  ask(question, language).hits.map((hit) => catalogue[hit.course]?.code);
const claimed = (question: string, language?: string) =>
  ask(question, language)
    .hits.filter(({ strength }) => strength !== 'related')
    .map((hit) => catalogue[hit.course]?.code);

test('a code is enough, whatever asking words stand beside it', () => {
  for (const question of [
    'course AST200',
    'Kurs AST 200',
    'cours AST-200',
    'curso AST200',
    '课程 AST200',
    'دورة AST200',
  ])
    assert.deepEqual(claimed(question), ['AST200'], question);
});

test('an abbreviation that is a function word of some language is asked for', () => {
  for (const question of ['AI', 'ai']) assert.equal(codes(question)[0], 'AIX400', question);
});

test('asking words of each language are no subject', () => {
  for (const [question, language] of [
    ...[['أريد أن أصبح خطاطا', 'ar'] as const],
    ...[['我想成为化学家', 'zh'] as const, ['想要学好化学', 'zh'] as const],
    ...[['arbeiten mit Pflanzen', 'de'] as const, ['travailler avec les étoiles', 'fr'] as const],
    ...[['trabajar con estrellas', 'es'] as const],
  ])
    assert.equal(ask(question, language).hits[0]?.missing.length ?? 0, 0, question);
  assert.equal(codes('我想成为化学家', 'zh')[0], 'CHM100');
  assert.equal(codes('trabajar con estrellas', 'es')[0], 'AST200');
});

test('an adverb names what its adjective names', () => {
  const courses = [
    course('FOD100', ['en', 'Healthy Food', 'Diet.']),
    course('OTH100', ['en', 'Kites', 'Wind.']),
  ];
  const small = buildTextIndex(courses);
  for (const question of ['eating healthily', 'manger sainement', 'comer sanamente'])
    assert.equal(courses[search(small, question).hits[0]?.course as number]?.code, 'FOD100', question);
});

test('an Arabic accusative is the same word', () => {
  for (const [accusative, word] of [
    ['فلكيًا', 'فلكي'],
    ['طبيباً', 'طبيب'],
    ['مهندسًا', 'مهندس'],
  ] as const)
    assert.equal(stem(accusative, 'ar'), stem(word, 'ar'));
});

test('an Arabic slip is found behind the article', () => {
  assert.equal(codes('المجارات', 'ar')[0], 'AST200');
  assert.equal(codes('مجارت', 'ar')[0], 'AST200');
});

test('a course or study of something is about that thing', () => {
  assert.equal(codes('Pflanzenlehre', 'de')[0], 'BOT110');
  assert.equal(codes('Italienischunterricht', 'de')[0], 'ITA100');
  for (const question of ['Pflanzenlehre', 'Italienischunterricht'])
    assert.equal(ask(question, 'de').nothingFits, false, question);
});

test('of a compound that no course holds, the nearest are those with its first part', () => {
  const { hits, nothingFits } = ask('Pflanzenalltag', 'de');
  assert.equal(catalogue[hits[0]?.course as number]?.code, 'BOT110');
  assert.equal(nothingFits, true);
});

test('Romance words that are made from one root are not one word', () => {
  assert.ok(!codes('équitation', 'fr').includes('SOC120'));
  assert.ok(!claimed('universo', 'es').includes('ADM301'));
  assert.ok(!claimed('univers', 'fr').includes('ADM300'));
  assert.deepEqual(claimed('universidades', 'es'), ['ADM301']);
  assert.deepEqual(claimed('les universités', 'fr'), ['ADM300']);
});

test('another name claims nothing in a compound: Führung is leadership, Buchführung is not', () => {
  for (const question of ['leadership', '领导力', 'liderazgo'])
    assert.deepEqual(claimed(question), ['MGT210'], question);
});

test('a slip in the first letter beside another, or in a short word, is no answer', () => {
  assert.equal(ask('knitting').nothingFits, true);
  assert.equal(ask('horse').nothingFits, true);
  assert.equal(codes('galaxys')[0], 'AST200');
  // What sounds so is one slip, also at the beginning.
  const sounds = buildTextIndex([course('PHY100', ['en', 'Physiology']), course('OTH100', ['en', 'Kites'])]);
  assert.equal(search(sounds, 'fisiologgy').hits[0]?.course, 0);
  assert.equal(search(sounds, 'fysiology').nothingFits, false);
});

test('neighbours that nobody has heard of are one thing, said as it was asked', () => {
  const { hits } = ask('Pflanzen beim Kitesurfen Brandung', 'de');
  assert.deepEqual(hits[0]?.missing, ['beim Kitesurfen Brandung']);
});

test('what is near counts once, in however many languages a course says it', () => {
  const one = course('ONE100', ['en', 'Tax and Finance', 'In plain words.']);
  const many = course(
    'MNY100',
    ['en', 'Tax', 'In plain words.'],
    ...([
      ['de', 'Steuern', 'In einfachen Worten.'],
      ['fr', 'Les impôts', 'En mots simples.'],
      ['es', 'Impuestos', 'En palabras sencillas.'],
      ['zh', '税务', '简单解释。'],
    ] as const),
  );
  const courses = [many, one, course('OTH100', ['en', 'Kites', 'Wind and string.'])];
  const { hits } = search(buildTextIndex(courses), 'accounting');
  assert.equal(courses[hits[0]?.course as number]?.code, 'ONE100');
});

test('a name in each of the six languages finds the course that is described in one', () => {
  const rivers = course('ECL200', ['en', 'Ecosystems of the River', 'Fish, insects and reeds.']);
  const guards = course('PRB100', ['fr', 'Théorie des probabilités', 'Hasard et mesure.']);
  const courses = [rivers, guards, course('OTH100', ['en', 'Kites', 'Wind and string.'])];
  const small = buildTextIndex(courses);
  for (const [code, names] of [
    ['ECL200', ['Ökosysteme', 'écosystèmes', 'ecosistemas', 'أنظمة بيئية', '生态系统']],
    [
      'PRB100',
      ['Wahrscheinlichkeitstheorie', 'teoría de la probabilidad', 'نظرية الاحتمالات', 'probability theory'],
    ],
  ] as const)
    for (const name of names)
      assert.equal(courses[search(small, name).hits[0]?.course as number]?.code, code, name);
});

test('the passage is in the reader’s language, marked only where a whole name stands', () => {
  const said = (question: string, language: string, code: string) =>
    ask(question, language).hits.find((hit) => catalogue[hit.course]?.code === code)?.passage;
  const german = said('Alpenflora', 'de', 'BOT110');
  assert.equal(german?.text, 'Jede Pflanze der Wiesen und Wälder wird im Kurs bestimmt.');
  assert.equal(german?.language, 'de');
  assert.deepEqual(german?.marks, []);
  // The title says it, and the reader reads on in it.
  assert.equal(said('Italienisch', 'de', 'ITA100')?.language, 'de');
  // Only the English text says it: then it is the evidence.
  const english = said('woods', 'de', 'BOT110');
  assert.deepEqual([english?.language, english?.marks.length], ['en', 1]);
  const knowing = buildTextIndex([
    course(
      'CMP400',
      ['en', 'Robots', 'Every robot learns by machine learning.'],
      ['ar', 'الروبوتات', 'روبوتات تتعلم.'],
    ),
    course('ART100', ['en', 'Clay', 'Pots and bowls.']),
  ]);
  const inArabic = (question: string) =>
    search(knowing, question, { language: 'ar', passages: true }).hits[0]?.passage?.language;
  assert.equal(inArabic('تعلم الآلة'), 'ar', 'who types Arabic need not read the English that says it');
  assert.equal(inArabic('machine learning'), 'en', 'who types English reads it');
  // An asking word is not what was asked for.
  assert.deepEqual(said('我想学化学', 'zh', 'CHM100')?.marks ?? [], []);
  const keeping = buildTextIndex([
    course('BEE100', ['en', 'Bees', 'Whoever can keep bees may read a book. Bookkeeping of hives.']),
  ]);
  const passage = search(keeping, 'accounting', { passages: true }).hits[0]?.passage;
  assert.equal(passage?.text, 'Bookkeeping of hives.');
});

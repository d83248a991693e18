import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { type CourseFilter, filterChoices, passesFilter } from '../../src/answering/course-filter.ts';

const now = new Date('2026-11-29T12:00:00Z');
const later = new Date('2027-01-11T00:00:00Z');
const course = (fields: Partial<CatalogueCourse>) =>
  ({
    key: 'k',
    title: 'T',
    description: '',
    categories: [],
    prerequisites: [],
    audience: [],
    ...fields,
  }) as CatalogueCourse;
const learner = { active: new Set(['now']), groups: new Set(['Honours']) };
const passes = (fields: Partial<CatalogueCourse>, filter: CourseFilter) =>
  passesFilter(course(fields), filter, learner, now);

test('a course passes by its first category, its level in whatever case, its term or month, and any language of its texts', () => {
  assert.ok(passes({ categories: ['Art', 'All'] }, { subject: 'Art' }));
  assert.ok(!passes({ categories: ['Art', 'All'] }, { subject: 'All' }));
  assert.ok(passes({ level: 'Basic' }, { level: 'basic' }));
  assert.ok(!passes({}, { level: 'basic' }));
  assert.ok(passes({ startsAt: later }, { starts: '2027-01' }));
  assert.ok(passes({ startsAt: later, term: { name: 'Spring' } }, { starts: 'Spring' }));
  assert.ok(passes({ language: 'en', translations: { de: {} } }, { language: 'de' }));
  assert.ok(!passes({ language: 'en' }, { language: 'de' }));
  assert.ok(!passes({ level: 'basic', language: 'en' }, { level: 'basic', language: 'de' }));
});

test('open to somebody is what they can begin today or ask for, without finishing something first', () => {
  const isOpen = (fields: Partial<CatalogueCourse>) => passes(fields, { open: true });
  assert.ok(isOpen({}));
  assert.ok(isOpen({ entry: [{ way: 'request' }] }));
  assert.ok(isOpen({ entry: [{ way: 'cohort', groups: ['Honours'] }] }));
  assert.ok(!isOpen({ entry: [{ way: 'cohort', groups: ['Others'] }] }));
  assert.ok(!isOpen({ entry: [{ way: 'invitation' }] }));
  assert.ok(!isOpen({ opensAt: later }));
  assert.ok(!isOpen({ prerequisites: ['now'] }));
});

test('what can be picked is what the courses differ in that students are shown', () => {
  const catalogue = new Catalogue(
    [
      course({ key: 'a', categories: ['Music'], level: 'Advanced', language: 'en', startsAt: later }),
      course({
        key: 'b',
        categories: ['Art'],
        level: 'basic',
        language: 'en',
        term: { name: 'Autumn', startsAt: now },
      }),
      course({ key: 'c', categories: ['Secret'], hidden: true, language: 'fr' }),
      course({ key: 'd', categories: ['Gone'], removedAt: now, language: 'fr' }),
      course({ key: 'e', language: 'de', translations: { en: { title: 'T' } } }),
    ],
    new Map(),
  );
  assert.deepEqual(filterChoices(catalogue, 'en', now), {
    subject: [
      { value: 'Art', label: 'Art' },
      { value: 'Music', label: 'Music' },
    ],
    ...{ level: ['basic', 'advanced'], starts: ['Autumn', '2027-01'], language: ['en', 'de'] },
  });
});

test('choices are given whatever the LMS calls its language: Moodle says `pt_br`, others what is no tag at all', () => {
  const catalogue = new Catalogue(
    ['Zoology', 'Ética', 'Art'].map((subject) => course({ key: subject, categories: [subject] })),
    new Map(),
  );
  for (const locale of ['pt_br', 'zh_cn', 'de_du', 'C', '', '@'])
    assert.deepEqual(
      filterChoices(catalogue, locale, now).subject.map(({ value }) => value),
      ['Art', 'Ética', 'Zoology'],
      locale,
    );
});

test('a course that is taught in a language and written in it too counts once: the language of most courses comes first', () => {
  const text = { title: 'T' };
  const catalogue = new Catalogue(
    [
      course({ key: 'a', language: 'de', translations: { de: text, en: text } }),
      course({ key: 'b', language: 'de', translations: { de: text } }),
      ...['c', 'd', 'e'].map((key) => course({ key, language: 'fr' })),
    ],
    new Map(),
  );
  assert.deepEqual(filterChoices(catalogue, 'en', now).language, ['fr', 'de', 'en']);
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { Catalogue } from '../../src/answering/catalogue.ts';
import { wordsIn } from '../../src/answering/course-words.ts';
import { sayableCauses } from '../../src/answering/reasons.ts';
import { panelRecords } from '../../src/panel/panel-records.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const database = await openTestDatabase();
after(() => database.close());

test('interests and languages to pick are of courses that students are shown', async () => {
  const { _id: institutionId } = await createInstitution({ excludedCategories: ['Administration'] });
  const course = (key: string, fields: object) => ({
    ...{ institutionId, key, title: key, source: 'csv', seenAt: new Date(), ...fields },
  });
  await CourseModel.create([
    course('art', {
      ...{ categories: ['Humanities', 'Art'], language: 'en' },
      translations: { en: { title: 'art' }, de: { title: 'Kunst' } },
    }),
    course('hidden', { categories: ['Under construction'], hidden: true, language: 'fr' }),
    course('gone', { categories: ['Of last year'], removedAt: new Date(), language: 'it' }),
    course('staff', { categories: ['Administration', 'Staff development'], language: 'es' }),
  ]);
  assert.deepEqual(await panelRecords.categories(institutionId), ['Art', 'Humanities']);
  assert.deepEqual(await panelRecords.languages(institutionId), ['de', 'en']);
});

test('what nobody is shown makes no course popular in its category', () => {
  const course = (key: string, hidden?: boolean) => ({
    ...{ key, title: key, description: '', categories: ['Art'], prerequisites: [], audience: [] },
    ...(hidden && { hidden }),
  });
  const learners = new Map([
    ['a', 9],
    ['b', 1],
    ['c', 1],
  ]);
  const popularIn = (hidden: boolean) =>
    new Catalogue([course('a'), course('b', hidden), course('c', hidden)], learners).popularCategory(
      course('a'),
    )?.category;
  assert.equal(popularIn(false), 'Art');
  assert.equal(popularIn(true), undefined);
});

test('the reader’s language: exactly, without its region, or any of its kind; otherwise the course’s own', () => {
  const course = {
    ...{ title: 'Law', description: 'Of contracts', language: 'en' },
    translations: { en: { title: 'Law' }, 'pt-BR': { title: 'Direito' }, fr: { description: 'Contrats' } },
  };
  assert.deepEqual(wordsIn(course, 'pt_br'), {
    title: 'Direito',
    description: 'Of contracts',
    language: 'pt-BR',
    descriptionLanguage: undefined,
  });
  assert.equal(wordsIn(course, 'pt').title, 'Direito');
  assert.equal(wordsIn(course, 'EN-gb').language, 'en');
  // A text that lacks is the course's own, of a language that is not known.
  assert.deepEqual(wordsIn(course, 'fr-CA'), {
    ...{ title: 'Law', description: 'Contrats', language: undefined },
    descriptionLanguage: 'fr',
  });
  assert.deepEqual(wordsIn(course, 'sw'), {
    ...{ title: 'Law', description: 'Of contracts', language: undefined },
    descriptionLanguage: undefined,
  });
  assert.equal(wordsIn({ ...course, translations: undefined as never }, 'de').language, 'en');
  assert.equal(wordsIn({ title: 'x', language: 'any words' }, 'de').language, undefined);
});

test('a reason that names a category names it in the reader’s language', () => {
  const art = {
    ...{ key: 'a', title: 'a', description: '', categories: ['Law', 'Art'], prerequisites: [], audience: [] },
    translations: { en: { title: 'a' }, de: { categories: ['Recht', 'Kunst'] } },
  };
  const catalogue = new Catalogue([art], new Map());
  const named = (locale: string) =>
    sayableCauses([{ share: 1, reason: { kind: 'popular-in', category: 'Art', place: 1 } }], art, {
      ...{ catalogue, now: new Date() },
      locale,
    });
  assert.deepEqual(named('de')[0]?.reason, { kind: 'popular-in', category: 'Kunst', place: 1 });
  assert.deepEqual(named('sw')[0]?.reason, { kind: 'popular-in', category: 'Art', place: 1 });
});

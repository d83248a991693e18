import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import { textsOf } from '../../src/sync/course-texts.ts';
import type { CourseRecord } from '../../src/sync/record.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { assertLinear } from '../support/linear-time.ts';

const database = await openTestDatabase();
after(() => database.close());

const span = (language: string, text: string) => `<span lang="${language}" class="multilang">${text}</span>`;

test('every language of a title and a description is kept, the first as the course’s own', () => {
  assert.deepEqual(
    textsOf(
      `${span('en', 'Law &amp; Order')}${span('de', 'Recht')}`,
      '{mlang de}<p>Verträge</p>{mlang}{mlang en}<p>Contracts</p>{mlang}',
    ),
    {
      ...{ title: 'Law & Order', description: 'Verträge' },
      translations: {
        en: { title: 'Law & Order', description: 'Contracts' },
        de: { title: 'Recht', description: 'Verträge' },
      },
    },
  );
});

test('a part that lacks a language is in “other”, or else in the first; what is around the parts is in all', () => {
  const { title, translations } = textsOf(
    '{mlang en}Soil{mlang}{mlang de}Boden{mlang} 101 {mlang other}lab{mlang}{mlang de}Labor{mlang} and {mlang en}B{mlang}',
  );
  assert.equal(title, 'Soil 101 lab and B');
  assert.deepEqual(translations, {
    en: { title: 'Soil 101 lab and B' },
    de: { title: 'Boden 101 Labor and B' },
  });
});

test('categories are kept in every language, as many as there are, in their order', () => {
  const { categories, translations } = textsOf('Law', undefined, [
    'Arts &amp; Letters',
    '{mlang other}{mlang}',
    '{mlang en}Law{mlang}{mlang de}Recht{mlang}',
    '{mlang en}Soil{mlang}',
  ]);
  assert.deepEqual(categories, ['Arts & Letters', 'Law', 'Soil']);
  assert.deepEqual(translations, {
    en: { categories: ['Arts & Letters', 'Law', 'Soil'] },
    de: { categories: ['Arts & Letters', 'Recht', 'Soil'] },
  });
});

test('language packs are tags; a text without marks, or in one language alone, has no translations', () => {
  const { translations } = textsOf(
    '{mlang en}Law{mlang}{mlang pt_br,es_mx}Direito{mlang}{mlang other}x{mlang}',
  );
  assert.deepEqual(Object.keys(translations ?? {}), ['en', 'pt-BR', 'es-MX']);
  for (const text of ['Law', '{mlang en}Law{mlang}', '{mlang en}Law', span('en', 'Law'), '<b>Law</b>'])
    assert.equal(textsOf(text, text).translations, null, text);
  assert.equal('description' in textsOf('Law'), false);
});

test('translations are of the source whose title counts, and are taken back', async () => {
  const institution = await createInstitution();
  const store = async (source: string, title: string) => {
    const course: CourseRecord = { kind: 'course', key: 'law', title };
    const now = new Date();
    await apply({ institution, source, records: [course], seenAt: now, now });
    return CourseModel.findOne({ institutionId: institution._id }).lean();
  };
  const both = `${span('en', 'Law')}${span('de', 'Recht')}`;
  assert.deepEqual((await store('csv', both))?.translations, {
    en: { title: 'Law' },
    de: { title: 'Recht' },
  });
  assert.equal((await store('moodle', 'Laws'))?.translations, undefined);
  assert.equal((await store('moodle', both))?.translations?.['de']?.title, 'Recht');
  const alone = await store('moodle', 'Jura');
  assert.deepEqual([alone?.title, alone?.translations], ['Jura', undefined]);
});

test('many languages cost no more than a few', async () => {
  const code = (i: number) =>
    [i / 676, i / 26, i].map((n) => String.fromCharCode(97 + (Math.floor(n) % 26))).join('');
  await assertLinear((length) => {
    const count = Math.round(length / 19);
    textsOf(Array.from({ length: count }, (_, i) => `{mlang ${code(i)}}x{mlang}`).join(' '));
  }, 200_000);
});

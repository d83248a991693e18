import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ConceptNameModel } from '../../models/concept-name.ts';
import { OccupationModel } from '../../models/occupation.ts';
import { escoSource } from '../../src/taxonomy/esco/esco-source.ts';
import { findOccupations, resolveOccupation } from '../../src/taxonomy/find-occupations.ts';
import { findableWords, foldName } from '../../src/taxonomy/fold-name.ts';
import { importTaxonomy } from '../../src/taxonomy/import-taxonomy.ts';
import { occupations } from '../../src/taxonomy/own/occupations.ts';
import { skills } from '../../src/taxonomy/own/skills.ts';
import { storeOwnTaxonomy } from '../../src/taxonomy/own/store-own-taxonomy.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { inventedEsco } from './invented-esco.ts';
import { writeFolder } from './write-folder.ts';

const database = await openTestDatabase();
after(() => database.close());
before(storeOwnTaxonomy);

/** What people could pick before there were taxonomies: profiles hold these words. */
const earlierGoals =
  'Accountant, Architect, Artist, Biologist, Civil engineer, Climate scientist, Counsellor, Data analyst, Data engineer, Data scientist, Designer, Diplomat, Economist, Electrical engineer, Entrepreneur, Environmental consultant, Financial analyst, Game developer, Historian, Human resources manager, Journalist, Lawyer, Marketing manager, Mechanical engineer, Musician, Nurse, Physician, Project manager, Psychologist, Public health officer, Security engineer, Software engineer, Teacher, Translator, Web developer';

test('every goal that could be picked earlier is still known', async () => {
  for (const goal of earlierGoals.split(', '))
    assert.equal((await resolveOccupation(goal, 'en'))?.name, goal);
});

test('our own taxonomy has each name in six languages, and needs only skills that it has', async () => {
  for (const [id, names] of [
    ...Object.entries(skills),
    ...Object.entries(occupations).map(([id, { names }]) => [id, names] as const),
  ])
    assert.equal(names.split('; ').filter(Boolean).length, 6, id);
  for (const [id, { essential, optional }] of Object.entries(occupations)) {
    const needed = `${essential} ${optional}`.split(' ');
    assert.deepEqual(
      needed.filter((skill) => !Object.hasOwn(skills, skill)),
      [],
      id,
    );
    assert.equal(new Set(needed).size, needed.length, id);
  }
  const labels = await ConceptNameModel.find({ kind: 'skill' }, { _id: 0, language: 1, names: 1 }).lean();
  const firsts = labels.map(({ language, names }) => `${language} ${names[0]}`);
  assert.deepEqual(
    firsts.filter((name, i) => firsts.indexOf(name) !== i),
    [],
    'no two skills are called the same',
  );
  assert.equal(await OccupationModel.countDocuments(), Object.keys(occupations).length);
});

const found = async (text: string, language = 'en') =>
  (await findOccupations(text, language, 20)).map(({ name }) => name);

test('beginnings of words find it, in any order, whatever the accents', async () => {
  assert.deepEqual(await found('scient da'), ['Data scientist']);
  assert.ok((await found('engin')).includes('Civil engineer'));
  assert.deepEqual(await found('cientifico', 'es'), ['Científico/a de datos']);
  assert.deepEqual(await found('数据科', 'zh'), ['数据科学家']);
  assert.deepEqual(await found('科学家', 'zh'), ['气候科学家', '数据科学家']);
  assert.deepEqual(await found('بيانات', 'ar').then((names) => names.includes('عالم بيانات')), true);
});

test('the whole name comes before longer ones, and the reader’s language before others', async () => {
  assert.equal((await found('data analyst'))[0], 'Data analyst');
  assert.equal((await found('Architekt', 'de'))[0], 'Architekt/in');
  assert.deepEqual(
    await found('Krankenschwester', 'en'),
    ['Nurse'],
    'in another language, named in the reader’s',
  );
});

test('nothing, one letter, signs and what no occupation is called find nothing', async () => {
  for (const text of ['', 'a', '(', '.*', '+', '^$', 'zzzz', '{"$ne":1}'])
    assert.deepEqual(await found(text), [], text);
});

test('what two taxonomies name alike comes once, and the imported one counts', async (context) => {
  const files = Object.fromEntries(
    Object.entries(inventedEsco).map(([name, text]) => [
      name,
      text.replaceAll('tide reader', 'data scientist'),
    ]),
  );
  await importTaxonomy(await escoSource([await writeFolder(context, files)]));
  assert.deepEqual(await found('data scientist'), ['data scientist']);
  assert.equal((await resolveOccupation('Data Scientist', 'en'))?.concept, 'esco:occupation/tides');
  // Another name of two occupations says nothing.
  assert.equal(await resolveOccupation('tidal analyst', 'en'), undefined);
});

test('names are compared without case, accents, signs and doubled spaces', () => {
  assert.equal(foldName('  Ingénieur/e  Données '), 'ingenieur e donnees');
  assert.equal(foldName('Straßenbauer'), 'strassenbauer');
  assert.equal(foldName('مُعَلِّم'), 'معلم');
  assert.deepEqual(findableWords(['C++ expert']), ['c++', 'expert']);
  assert.deepEqual(findableWords(['数据']), ['数据', '据']);
});

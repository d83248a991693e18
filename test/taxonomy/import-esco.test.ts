import assert from 'node:assert/strict';
import { after, beforeEach, type TestContext, test } from 'node:test';
import { ConceptNameModel } from '../../models/concept-name.ts';
import { OccupationModel } from '../../models/occupation.ts';
import { TaxonomyModel } from '../../models/taxonomy.ts';
import { escoSource } from '../../src/taxonomy/esco/esco-source.ts';
import { importTaxonomy, removeTaxonomy } from '../../src/taxonomy/import-taxonomy.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { inventedEsco } from './invented-esco.ts';
import { writeFolder } from './write-folder.ts';

const database = await openTestDatabase();
after(() => database.close());
beforeEach(() => database.clear());

async function importEsco(context: TestContext, files: Readonly<Record<string, string>>) {
  return importTaxonomy(await escoSource([await writeFolder(context, files)]));
}

async function stored() {
  const names = await ConceptNameModel.find().sort({ kind: 1, concept: 1, language: 1 }).lean();
  const needs = await OccupationModel.find().sort({ concept: 1 }).lean();
  return { names, needs };
}

test('occupations, skills and what needs what are stored, in each language of the folder', async (context) => {
  const { taxonomy, isUnchanged } = await importEsco(context, inventedEsco);
  assert.deepEqual(taxonomy, { scheme: 'esco', languages: ['de', 'en'], occupations: 2, skills: 4 });
  assert.equal(isUnchanged, false);
  const { names, needs } = await stored();
  const tides = names.find(
    ({ concept, language }) => concept === 'esco:occupation/tides' && language === 'en',
  );
  assert.deepEqual([tides?.label, tides?.others], ['tide reader', ['reader of tides', 'tidal analyst']]);
  assert.deepEqual(
    needs.map(({ concept, essential, optional }) => ({ concept, essential, optional })),
    [
      {
        ...{ concept: 'esco:occupation/kites', essential: ['esco:skill/paper'] },
        optional: ['esco:skill/knots'],
      },
      {
        ...{ concept: 'esco:occupation/tides', essential: ['esco:skill/tidal'] },
        optional: ['esco:skill/swift', 'esco:skill/knots'],
      },
    ],
  );
  assert.ok(!names.some(({ label }) => label === 'lamp lighter'), 'an obsolete occupation is none');
});

test('the same files again write nothing', async (context) => {
  await importEsco(context, inventedEsco);
  const before = await stored();
  const { isUnchanged } = await importEsco(context, inventedEsco);
  assert.equal(isUnchanged, true);
  assert.deepEqual(await stored(), before);
});

test('what the files no longer have is deleted, and what they have stays the same document', async (context) => {
  await importEsco(context, inventedEsco);
  const before = await stored();
  const { 'de/occupations_de.csv': _, 'de/skills_de.csv': __, ...english } = inventedEsco;
  const { taxonomy } = await importEsco(context, english);
  assert.deepEqual(taxonomy.languages, ['en']);
  const { names } = await stored();
  const ids = before.names.filter(({ language }) => language === 'en').map(({ _id }) => `${_id}`);
  assert.deepEqual(
    names.map(({ _id }) => `${_id}`),
    ids,
  );
});

for (const [missing, words] of [
  ['en/occupations_en.csv', /no skills_de\.csv|no occupations_xx\.csv/],
  ['en/skills_en.csv', /holds no skills_en\.csv/],
  ['en/occupationSkillRelations_en.csv', /holds no occupationSkillRelations_xx\.csv/],
] as const)
  test(`without ${missing} the message names it and says where it is found; nothing is stored`, async (context) => {
    const { [missing]: _, ...files } = inventedEsco;
    const { 'de/occupations_de.csv': __, ...english } = files;
    await assert.rejects(importEsco(context, english), (error: Error) => {
      assert.match(error.message, words);
      assert.match(error.message, /esco\.ec\.europa\.eu\/en\/use-esco\/download/);
      return true;
    });
    assert.equal(await ConceptNameModel.countDocuments(), 0);
  });

test('a missing column is named, and nothing of the folder is stored', async (context) => {
  const files = {
    ...inventedEsco,
    'de/skills_de.csv': 'conceptType,conceptUri,label\nx,http://data.europa.eu/esco/skill/a,b\n',
  };
  await assert.rejects(importEsco(context, files), /skills_de\.csv has no column preferredlabel/);
  assert.equal(await ConceptNameModel.countDocuments(), 0);
  assert.equal(await TaxonomyModel.countDocuments(), 0);
});

test('a folder that is not there is named', async () => {
  await assert.rejects(escoSource(['/nowhere/at-all']), /\/nowhere\/at-all cannot be read \(ENOENT\)/);
});

test('an interrupted import is completed by the next one', async (context) => {
  const folder = await writeFolder(context, inventedEsco);
  const source = await escoSource([folder]);
  let reads = 0;
  const breaking: typeof source = {
    ...source,
    async *records(options) {
      const isWriting = ++reads > 1;
      let count = 0;
      for await (const record of source.records(options)) {
        if (isWriting && ++count > 3) throw new Error('The disk is gone.');
        yield record;
      }
    },
  };
  await assert.rejects(importTaxonomy(breaking), /The disk is gone/);
  const { isUnchanged } = await importTaxonomy(source);
  assert.equal(isUnchanged, false);
  assert.equal(await OccupationModel.countDocuments(), 2);
});

test('a taxonomy that is removed leaves nothing', async (context) => {
  await importEsco(context, inventedEsco);
  assert.equal(await removeTaxonomy('esco'), true);
  assert.equal(await removeTaxonomy('esco'), false);
  assert.equal(await ConceptNameModel.countDocuments(), 0);
});

import assert from 'node:assert/strict';
import { after, beforeEach, type TestContext, test } from 'node:test';
import { ConceptNameModel } from '../../models/concept-name.ts';
import { OccupationModel } from '../../models/occupation.ts';
import { resolveOccupation } from '../../src/taxonomy/find-occupations.ts';
import { importTaxonomy } from '../../src/taxonomy/import-taxonomy.ts';
import { onetSource } from '../../src/taxonomy/onet/onet-source.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { writeFolder } from './write-folder.ts';

const rows = (...lines: (readonly string[])[]) =>
  `${lines.map((cells) => cells.join('\t')).join('\r\n')}\r\n`;
const elementColumns = [
  ...['O*NET-SOC Code', 'Element ID', 'Element Name', 'Scale ID', 'Data Value', 'N', 'Standard Error'],
  ...['Lower CI Bound', 'Upper CI Bound', 'Recommend Suppress', 'Not Relevant', 'Date', 'Domain Source'],
];
const element = (code: string, id: string, name: string, scale: string, value: string, suppress = 'N') => [
  ...[code, id, name, scale, value, '24', '0.1', '1', '5', suppress, 'n/a', '08/2026', 'Analyst'],
];

/** Invented occupations in the columns of O*NET 30. */
const invented: Readonly<Record<string, string>> = {
  'db_text/Occupation Data.txt': rows(
    ['O*NET-SOC Code', 'Title', 'Description'],
    ['99-1001.00', 'Tide Readers', 'Read tides, "by eye", all day.'],
    ['99-1002.00', 'Kite Makers', 'Make kites.'],
  ),
  'db_text/Alternate Titles.txt': rows(
    ['O*NET-SOC Code', 'Alternate Title', 'Short Title', 'Source(s)'],
    ['99-1001.00', 'Tide Reader', 'n/a', '02'],
    ['99-1001.00', 'Shore Clerk', 'n/a', '02'],
    ['99-1002.00', 'Shore Clerk', 'n/a', '02'],
  ),
  'db_text/Knowledge.txt': rows(
    elementColumns,
    element('99-1001.00', '2.C.4.a', 'Mathematics', 'IM', '3.60'),
    element('99-1001.00', '2.C.4.a', 'Mathematics', 'LV', '5.10'),
    element('99-1001.00', '2.C.4.g', 'Geography', 'IM', '4.80'),
    element('99-1001.00', '2.C.7.a', 'Dance', 'IM', '1.20'),
    element('99-1001.00', '2.C.7.b', 'Juggling', 'IM', '4.90', 'Y'),
  ),
  'db_text/Skills.txt': rows(
    elementColumns,
    element('99-1001.00', '2.A.1.e', 'Mathematics', 'IM', '3.10'),
    element('99-1002.00', '2.A.1.b', 'Active Listening', 'IM', '3.25'),
  ),
  'db_text/Technology Skills.txt': rows(
    ['O*NET-SOC Code', 'Example', 'Commodity Code', 'Commodity Title', 'Hot Technology', 'In Demand'],
    ['99-1001.00', 'Python', '43232402', 'Object oriented development software', 'Y', 'Y'],
    ['99-1001.00', 'TideSoft 7', '43232402', 'Object oriented development software', 'N', 'N'],
    ['99-1002.00', 'Python', '43232402', 'Object oriented development software', 'Y', 'N'],
  ),
};

const database = await openTestDatabase();
after(() => database.close());
beforeEach(() => database.clear());

async function importOnet(context: TestContext, files: Readonly<Record<string, string>>) {
  return importTaxonomy(await onetSource([await writeFolder(context, files)]));
}

test('knowledge, skills and technologies are needs by their importance; one name is one skill', async (context) => {
  const { taxonomy } = await importOnet(context, invented);
  assert.deepEqual(taxonomy, { scheme: 'onet', languages: ['en'], occupations: 2, skills: 4 });
  const needs = await OccupationModel.find().sort({ concept: 1 }).lean();
  assert.deepEqual(
    needs.map(({ concept, essential, optional }) => [concept, essential, optional]),
    [
      ['onet:99-1001.00', ['onet:2.C.4.g', 'onet:2.C.4.a', 'onet:technology/python'], []],
      ['onet:99-1002.00', [], ['onet:2.A.1.b', 'onet:technology/python']],
    ],
  );
});

test('an alternate title finds its occupation, unless another one has it too', async (context) => {
  await importOnet(context, invented);
  assert.deepEqual(await resolveOccupation('tide reader', 'en'), {
    concept: 'onet:99-1001.00',
    name: 'Tide Readers',
  });
  assert.equal(await resolveOccupation('shore clerk', 'en'), undefined);
});

test('the file of occupations is needed, and one of what they need', async (context) => {
  const { 'db_text/Occupation Data.txt': _, ...others } = invented;
  await assert.rejects(importOnet(context, others), /no "Occupation Data\.txt".+onetcenter\.org\/database/s);
  const only = { 'Occupation Data.txt': invented['db_text/Occupation Data.txt'] as string };
  await assert.rejects(importOnet(context, only), /no table of knowledge or skills/);
});

test('a missing column is named, and nothing is stored', async (context) => {
  const files = {
    ...invented,
    'db_text/Skills.txt': 'O*NET-SOC Code\tElement ID\r\n99-1001.00\t2.A.1.a\r\n',
  };
  await assert.rejects(importOnet(context, files), /Skills\.txt has no column element name/);
  assert.equal(await ConceptNameModel.countDocuments(), 0);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { InstitutionModel } from '../../../models/institution.ts';
import { recordSubjects } from '../../../src/sync/derivation/record-subjects.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';

let database: TestDatabase;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test('a subject keeps its place when others come and when its own courses go', async () => {
  const { _id } = await createInstitution({ name: 'College' });
  const record = async (...subjects: (string | undefined)[]) => {
    const courses = subjects.map((subject) => ({
      categories: subject === undefined ? [] : [subject, 'Area'],
      isRemoved: subject === 'Gone',
    }));
    await recordSubjects(_id, courses);
    return (await InstitutionModel.findById(_id).lean())?.subjects;
  };
  assert.equal(await record(undefined), undefined);
  assert.deepEqual(await record('Music', 'Art', 'Music', 'Gone'), ['Music', 'Art']);
  assert.deepEqual(await record('Art', 'Biology'), ['Music', 'Art', 'Biology']);
  assert.deepEqual(await record('Art'), ['Music', 'Art', 'Biology']);
});

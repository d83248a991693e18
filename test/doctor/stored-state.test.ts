import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import mongoose, { Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { readStoredState } from '../../scripts/doctor/stored-state.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { openTestDatabase } from '../database/test-database.ts';

const compiledModels = join(projectRoot, 'dist', 'models');
for (const file of readdirSync(compiledModels).filter((name) => name.endsWith('.js')))
  await import(pathToFileURL(join(compiledModels, file)).href);
const database = await openTestDatabase();
after(() => database.close());
beforeEach(() => database.clear());

test('no text of any field of any collection is in it', async () => {
  const marks = ['Anna', 'anna.schmidt@example.org', 'secret-of-hers'];
  const text = marks.join(' ');
  for (const { collection, schema } of Object.values(mongoose.models)) {
    // As it may be stored by whatever version: texts also where codes are expected.
    const fields = Object.keys(schema.paths).filter((path) => path !== '_id' && !path.includes('$'));
    const document: Record<string, unknown> = {};
    for (const path of fields) if (!path.includes('.')) document[path] = text;
    for (const path of fields) {
      const [parent = '', child] = path.split('.');
      if (child) document[parent] = { ...(document[parent] as object), [child]: text };
    }
    await collection.insertOne({ ...document, _id: `${collection.name} ${text}` as never });
  }
  const state = await readStoredState();
  assert.ok(Object.keys(state.documents).length > 40);
  assert.deepEqual([state.runs.length, state.trainings.length, state.models.length], [1, 1, 1]);
  for (const mark of marks) assert.ok(!JSON.stringify(state).includes(mark), mark);
});

test('runs and trainings are told with their codes, by the number of the institution, and a roster without its course', async () => {
  const [first, second] = [1, 2].map((hour) => Types.ObjectId.createFromTime(hour * 3_600)) as [
    Types.ObjectId,
    Types.ObjectId,
  ];
  await InstitutionModel.create(
    { _id: second, name: 'Second College', learnerKey: 'a' },
    { _id: first, name: 'First College', learnerKey: 'b' },
  );
  const startedAt = new Date('2026-11-01T08:00:00Z');
  await SyncRunModel.create(
    {
      ...{ institutionId: second, source: 'names-and-roles:4711', state: 'failed', startedAt },
      ...{ errorCode: 'token-refused', error: 'Moodle of moodle.example.org has refused token 17.' },
    },
    {
      institutionId: first,
      source: 'csv',
      state: 'done',
      startedAt: new Date(0),
      counts: { courses: 3 },
    },
  );
  await TrainingRunModel.create({
    ...{ institutionId: first, state: 'done', outcome: 'accepted', startedAt, seconds: 4.4 },
    ndcgAt10: { model: 0.4, popularity: 0.2 },
  });
  const { server, runs, trainings, documents, institutions } = await readStoredState();
  assert.match(`${server}`, /^\d+\.\d+/);
  assert.deepEqual(
    runs.map(({ institution, source, counts }) => [institution, source, counts?.['courses']]),
    [
      [2, 'names-and-roles', 0],
      [1, 'csv', 3],
    ],
  );
  assert.equal((runs[0] as Record<string, unknown>)['errorCode'], 'token-refused');
  assert.deepEqual(trainings[0]?.ndcgAt10, { model: 0.4, popularity: 0.2 });
  assert.equal(documents['syncRuns'], 2);
  assert.equal(institutions.length, 2);
  assert.doesNotMatch(JSON.stringify({ runs, institutions }), /College|4711|moodle\.example|17/);
});

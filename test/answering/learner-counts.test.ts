import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { LearnerCounts } from '../../src/answering/learner-counts.ts';
import { readLearnerState } from '../../src/answering/learner-state.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { Gate } from '../support/gate.ts';
import { createInstitution } from '../support/institution.ts';
import { until } from '../support/until.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution({ dataChangedAt: new Date(1_000) });
});

const changed = (at: number) =>
  InstitutionModel.updateOne({ _id: institution._id }, { dataChangedAt: new Date(at) });

test('learners are counted by course, staff are not', async () => {
  const { _id: institutionId } = institution;
  const enrolled = (learner: string, course: string, role = 'learner') => ({
    ...{ institutionId, learner, course, role, state: 'active', source: 'csv', seenAt: new Date() },
  });
  await EnrolmentModel.collection.insertMany([
    enrolled('a', 'x'),
    enrolled('b', 'x'),
    enrolled('c', 'x', 'staff'),
    enrolled('a', 'y'),
  ]);
  const counts = await new LearnerCounts(undefined, Number.POSITIVE_INFINITY).get(institutionId);
  assert.deepEqual(Object.fromEntries(counts), { x: 2, y: 1 });
});

test('a page does not wait long for the first count; who has all the time waits until it is there', async () => {
  const gate = new Gate();
  const count = async () => {
    await gate.opened;
    return new Map([['x', 1]]);
  };
  assert.equal((await new LearnerCounts(count, 5).get(institution._id)).size, 0);
  const waiting = new LearnerCounts(count, Number.POSITIVE_INFINITY).get(institution._id);
  gate.open();
  assert.equal((await waiting).get('x'), 1);
});

test('they are counted again only when data has changed, and nobody waits for that', async () => {
  let counted = 0;
  let gate: Gate | undefined;
  const learnerCounts = new LearnerCounts(async () => {
    counted++;
    await gate?.opened;
    return new Map([['x', counted]]);
  });
  const count = async () => (await learnerCounts.get(institution._id)).get('x');
  assert.equal(await count(), 1);
  assert.equal(await count(), 1);
  await changed(2_000);
  gate = new Gate();
  assert.equal(await count(), 1, 'the count before, while there is none of now');
  assert.equal(await count(), 1);
  assert.equal(counted, 2, 'one count at a time');
  gate.open();
  await until(async () => (await count()) === 2);
  assert.equal(counted, 2);
});

test('however many events somebody has recorded, a bounded number of the newest counts', {
  timeout: 120_000,
}, async () => {
  const { _id: institutionId } = institution;
  const at = (second: number) => new Date(Date.now() - 5_000_000 + second * 100);
  const many = Array.from({ length: 20_000 }, (_, i) => ({
    ...{ institutionId, learner: 'script', type: 'dismissed', course: `c${i}`, at: at(i) },
  }));
  const searches = Array.from({ length: 3_000 }, (_, i) => ({
    ...{ institutionId, learner: 'script', type: 'searched', text: `text ${i}`, at: at(i) },
  }));
  await EventModel.collection.insertMany([...many, ...searches]);
  const state = await readLearnerState(institutionId, 'script', new Date());
  assert.ok(state.dismissed.has('c19999') && !state.dismissed.has('c0'));
  assert.equal(state.dismissed.size, 2_000);
  assert.equal(state.searches.length, 200);
  assert.equal(state.searches[0]?.text, 'text 2999');
  assert.equal((await readLearnerState(institutionId, 'somebody else', new Date())).dismissed.size, 0);
});

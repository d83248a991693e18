import assert from 'node:assert/strict';
import { after, mock, test } from 'node:test';
import mongoose from 'mongoose';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { LearnerModel } from '../../models/learner.ts';
import { SaveModel } from '../../models/save.ts';
import { StudyModel } from '../../models/study.ts';
import {
  readDecisions,
  readEnrolments,
  readLately,
  readSavedKeys,
  readStudies,
} from '../../src/answering/learner-records.ts';
import { readLearnerState } from '../../src/answering/learner-state.ts';
import { openTestDatabase } from '../database/test-database.ts';

const database = await openTestDatabase();
after(() => database.close());
const institutionId = new mongoose.Types.ObjectId();
const elsewhere = new mongoose.Types.ObjectId();
const now = new Date();
const day = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day);
const who = (learner: string, at = institutionId) => ({ institutionId: at, learner });

test('people who are read at the same moment are each told of what is theirs, in its order', async () => {
  const source = { source: 'test', seenAt: now };
  for (const [learner, at] of [
    ['ada', institutionId],
    ['bob', institutionId],
    ['ada', elsewhere],
  ] as const) {
    const theirs = who(learner, at);
    const name = `${learner}${at === elsewhere ? ' elsewhere' : ''}`;
    await EnrolmentModel.collection.insertOne({
      ...theirs,
      ...{ course: name, state: 'active', role: 'learner', weight: 1, ...source },
    });
    await StudyModel.collection.insertOne({ ...theirs, programme: name, ...source });
    await SaveModel.collection.insertMany([
      { ...theirs, course: `${name} later`, at: ago(1) },
      { ...theirs, course: `${name} first`, at: ago(2) },
    ]);
    await EventModel.collection.insertMany([
      { ...theirs, type: 'rated', course: `${name} later`, rating: 5, at: ago(1) },
      { ...theirs, type: 'dismissed', course: `${name} first`, at: ago(400) },
      { ...theirs, type: 'searched', text: `${name} later`, at: ago(1) },
      { ...theirs, type: 'searched', text: `${name} first`, at: ago(9) },
      { ...theirs, type: 'searched', text: `${name} long ago`, at: ago(11) },
    ]);
  }
  const people = [who('ada'), who('bob'), who('ada', elsewhere), who('nobody')];
  const read = await Promise.all(
    people.map(async (one) => {
      const [enrolments, [study], saved, decisions, lately] = await Promise.all([
        readEnrolments(one),
        readStudies(one),
        readSavedKeys(one),
        readDecisions(one),
        readLately(one, now),
      ]);
      return {
        enrolled: enrolments.map(({ course }) => course),
        study: study?.programme,
        saved,
        decided: decisions.map(({ course }) => course),
        searched: lately.map(({ text }) => text),
      };
    }),
  );
  const all = (name: string) => {
    const inOrder = [`${name} first`, `${name} later`];
    return { enrolled: [name], study: name, saved: inOrder, decided: inOrder, searched: inOrder };
  };
  const nothing = { enrolled: [], study: undefined, saved: [], decided: [], searched: [] };
  assert.deepEqual(read, [all('ada'), all('bob'), all('ada elsewhere'), nothing]);
});

test('what people have told is read with what others have told', async () => {
  await LearnerModel.collection.insertMany([
    { institutionId, key: 'tom', goal: 'pilot' },
    { institutionId, key: 'eve', goal: 'nurse' },
  ]);
  const reads = (['find', 'findOne'] as const).map((name) => mock.method(LearnerModel, name));
  const states = await Promise.all(
    ['tom', 'eve', 'nobody'].map((learner) => readLearnerState(institutionId, learner, now)),
  );
  assert.deepEqual(
    reads.map((read) => read.mock.callCount()),
    [1, 0],
  );
  mock.restoreAll();
  assert.deepEqual(
    states.map(({ profile }) => profile.goal),
    ['pilot', 'nurse', undefined],
  );
});

test('what counts no longer for one may count for another who asked of an earlier moment', async () => {
  const own = who('cyd');
  await EventModel.collection.insertOne({ ...own, type: 'searched', text: 'once', at: ago(10.5) });
  const [today, before] = await Promise.all([readLately(own, now), readLately(own, ago(1))]);
  assert.deepEqual([today.length, before.length], [0, 1]);
});

test('somebody with more events than are read takes none from who is read with them', async () => {
  const decided = (learner: string, days: number, course: string) => ({
    ...{ ...who(learner), type: 'dismissed', course, at: ago(days) },
  });
  await EventModel.collection.insertMany([
    ...Array.from({ length: 2_100 }, (_, i) => decided('script', i / 100, `s${i}`)),
    ...['x', 'y'].map((course, i) => decided('zoe', 500 - i, course)),
  ]);
  const [script, zoe] = await Promise.all([readDecisions(who('script')), readDecisions(who('zoe'))]);
  assert.deepEqual(
    zoe.map(({ course }) => course),
    ['x', 'y'],
  );
  assert.equal(script.length, 2_000);
  assert.equal(script.at(-1)?.course, 's0', 'the newest');
});

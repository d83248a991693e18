import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import mongoose from 'mongoose';
import { EventModel } from '../../models/event.ts';
import { LearnerModel } from '../../models/learner.ts';
import { createLog } from '../../src/configuration/create-log.ts';
import { openTestDatabase } from '../database/test-database.ts';

const database = await openTestDatabase();
after(() => database.close());

const hidden = 'pseudonym-of-somebody';
const institutionId = new mongoose.Types.ObjectId();

/** The line that the log has of an error. */
function lineOf(err: unknown): string {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).warn({ err }, 'failed');
  assert.equal(lines.length, 1);
  return lines[0] as string;
}

async function errorOf(work: () => Promise<unknown>): Promise<Error> {
  return await work().then(
    () => assert.fail('It did not fail.'),
    (error) => error,
  );
}

test('what the database refuses is logged with its kind and place, without the document', async () => {
  await LearnerModel.init();
  const learner = { institutionId, key: hidden };
  await LearnerModel.create(learner);
  const refusals = {
    'a key that is there': () => LearnerModel.create(learner),
    'several writes': () => LearnerModel.collection.insertMany([{ ...learner, goal: hidden }]),
    'a value of another type': () => EventModel.create({ institutionId, learner: hidden, at: hidden }),
    'a query of another type': () => EventModel.findOne({ institutionId, at: hidden as never }),
  };
  for (const [name, work] of Object.entries(refusals)) {
    const line = lineOf(await errorOf(work));
    assert.ok(!line.includes(hidden), `${name}: ${line}`);
    assert.match(line, /"type":"(?:Mongo|Cast|Validation)\w*"/, name);
    assert.match(line, /"stack":"[^"]/, name);
  }
  assert.match(lineOf(await errorOf(refusals['a key that is there'])), /"code":11000,.*E11000.*learners/);
});

test('causes are logged in the same way, whatever they are, and other properties are not', () => {
  const cause = Object.assign(new Error('the other side says no'), { body: hidden });
  const line = lineOf(Object.assign(new Error('not read', { cause }), { token: hidden }));
  assert.match(line, /not read.*the other side says no/);
  assert.ok(!line.includes(hidden));
  assert.match(lineOf(new Error('not read', { cause: 'no answer' })), /"cause":"no answer"/);
  const endless = new Error('again');
  endless.cause = endless;
  assert.match(lineOf(endless), /again/);
});

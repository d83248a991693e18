import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import request from 'supertest';
import { cookieOf, ToolUnderTest } from '../tool-under-test.ts';
import { policyOf } from './answers.ts';

let recognise = async () => {};
const tool = await ToolUnderTest.start(undefined, undefined, undefined, () => recognise());
after(() => tool.close());

describe('an accepted launch', () => {
  test('starts a session, redirects to a clean address and stores nobody’s name', async () => {
    const answer = await tool.launch();
    assert.equal(answer.status, 303);
    assert.equal(answer.headers['location'], '/panel');
    const [cookie] = answer.headers['set-cookie'] as unknown as string[];
    assert.match(
      cookie as string,
      /^__Host-nc-session=.{43}; Path=\/; Max-Age=604800; Secure; HttpOnly; SameSite=None; Partitioned$/,
    );

    const panel = await request(tool.app).get('/panel').set('Cookie', cookieOf(answer));
    assert.equal(panel.body.role, 'learner');
    assert.equal(panel.body.course, 'course-2');
    assert.match(policyOf(panel), new RegExp(`frame-ancestors ${tool.platform.url}$`));

    assert.equal(tool.launches.at(-1)?.course?.title, 'Botany');
    for (const { name } of await mongoose.connection.db!.listCollections().toArray()) {
      const stored = JSON.stringify(await mongoose.connection.collection(name).find().toArray());
      assert.doesNotMatch(stored, /Grace|grace@example|user-7/, `in ${name}`);
    }
  });

  test('asks nothing of a platform whose keys are known', async () => {
    await tool.launch();
    tool.platform.requests.length = 0;
    assert.equal((await tool.launch()).status, 303);
    assert.deepEqual(tool.platform.requests, []);
  });

  test('costs three database operations at the login and six at the launch', async (t) => {
    const asked: string[] = [];
    mongoose.set('debug', (collection: string, method: string) => asked.push(`${collection}.${method}`));
    t.after(() => mongoose.set('debug', false));
    await tool.launch();
    assert.deepEqual(asked, [
      'registrations.find',
      'institutions.findOne',
      'ltiLogins.insertOne',
      'ltiLogins.findOne',
      'registrations.findOne',
      'institutions.findOne',
      'ltiLogins.updateOne',
      // Whether the person has chosen dark colours before.
      'learners.findOne',
      'sessions.insertOne',
    ]);
  });

  test('waits until it is known whose records these are, but not for ever', async () => {
    let isKnown = false;
    recognise = async () => {
      await pause(100);
      isKnown = true;
    };
    await tool.launch();
    assert.ok(isKnown);
    recognise = () => new Promise(() => {});
    assert.equal((await tool.launch()).status, 303);
    recognise = () => Promise.reject(new Error('The database is away.'));
    assert.equal((await tool.launch()).status, 303);
    recognise = async () => {};
  });

  test('answers with no header of ltijs’s that would harm', async () => {
    const answer = await request(tool.app).get('/lti/keys').set('Origin', 'https://evil.example');
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.equal(answer.headers['cross-origin-embedder-policy'], undefined);
    assert.equal(answer.headers['cache-control'], 'public, max-age=600');
    assert.equal(answer.body.keys.length, 1);
    assert.equal(answer.body.keys[0].d, undefined);
  });
});

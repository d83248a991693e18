import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Types } from 'mongoose';
import { ConnectionModel } from '../../models/connection.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { message } from '../../src/messages/message.ts';
import { Connections } from '../../src/sync/connections.ts';
import { type Connector, storedSecrets, toProvider } from '../../src/sync/connector.ts';
import { runSync } from '../../src/sync/runs/run-sync.ts';
import type { PullOptions, Source } from '../../src/sync/source.ts';
import { openTestDatabase } from '../database/test-database.ts';

const institutionId = new Types.ObjectId();
const key = 'k'.repeat(32);
const connections = new Connections(key);
const settings = { url: 'https://moodle.example' };

const database = await openTestDatabase();
after(() => database.close());

test('a connection is of one institution and one source, and its secrets are not readable in the database', async () => {
  await connections.save(institutionId, 'moodle', settings, { token: 'top-secret' });
  assert.deepEqual(await connections.get(institutionId, 'moodle'), {
    ...{ institutionId, settings },
    secrets: { token: 'top-secret' },
  });
  assert.equal(await connections.get(institutionId, 'canvas'), undefined);
  assert.equal(await connections.get(new Types.ObjectId(), 'moodle'), undefined);
  assert.doesNotMatch(JSON.stringify(await ConnectionModel.find({ institutionId }).lean()), /top-secret/);
});

test('another takes its place; a token that came up is kept beside the others; one taken away stays away', async () => {
  await connections.save(institutionId, 'canvas', { url: 'https://a.example' }, { secret: 'one' });
  await connections.save(institutionId, 'canvas', settings, { secret: 'two' });
  await connections.keep(institutionId, 'canvas', { refreshToken: 'three' });
  const found = await connections.get(institutionId, 'canvas');
  assert.deepEqual(found?.secrets, { secret: 'two', refreshToken: 'three' });
  assert.deepEqual(found?.settings, settings);
  await connections.remove(institutionId, 'canvas');
  await connections.keep(institutionId, 'canvas', { refreshToken: 'four' });
  assert.equal(await connections.get(institutionId, 'canvas'), undefined);
});

test('after a change of SECRET_KEY secrets are read with the one before, once; without it that is said', async () => {
  await connections.save(institutionId, 'one-roster', settings, { token: 'x' });
  const changed = 'n'.repeat(32);
  await assert.rejects(new Connections(changed).get(institutionId, 'one-roster'), /SECRET_KEY_PREVIOUS/);
  const both = new Connections(changed, key);
  assert.deepEqual((await both.get(institutionId, 'one-roster'))?.secrets, { token: 'x' });
  assert.deepEqual((await new Connections(changed).get(institutionId, 'one-roster'))?.secrets, {
    token: 'x',
  });
});

test('a process that has read a connection sees the token that another one has renewed since', async () => {
  const institution = { _id: new Types.ObjectId() };
  await connections.save(institution._id, 'canvas', settings, { refreshToken: 'r', accessToken: 'first' });
  const [one, other] = [1, 2].map(() => storedSecrets(connections, institution, 'canvas'));
  await one?.keep({ accessToken: 'second' });
  assert.deepEqual(await other?.read(), { refreshToken: 'r', accessToken: 'second' });
  await connections.remove(institution._id, 'canvas');
  assert.equal(await other?.read(), undefined);
});

/** @param pulls what was asked for */
function invented(pulls: PullOptions[]): Connector {
  return {
    ...{ name: 'moodle', title: 'Invented', introduction: message('canvas.introduction'), fields: [] },
    ...{ everyMinutes: 60, everythingEveryMinutes: 600 },
    check: async () => [],
    open: () => ({
      name: 'moodle',
      async *pull(options) {
        pulls.push(options);
        yield { kind: 'course', key: 'c', title: 'Course' };
      },
    }),
  };
}

async function college(): Promise<Institution> {
  return (
    await InstitutionModel.create({ name: `${Math.random()}`, learnerKey: newLearnerKey() })
  ).toObject();
}

test('a connection that cannot be opened is a failed run that says why, and stops nothing else', async () => {
  const institution = await college();
  await connections.save(institution._id, 'moodle', settings, { token: 'x' });
  const provider = toProvider(invented([]), new Connections('n'.repeat(32)));
  const source = (await provider.forInstitution(institution)) as Source;
  await assert.rejects(runSync({ institution, source }), { code: 'secret-unreadable' });
  const run = await SyncRunModel.findOne({ institutionId: institution._id }).lean();
  assert.match(`${run?.state} ${run?.error}`, /^failed The stored token of moodle/);
});

test('after another address was entered everything is asked for, and after another token changes alone', async () => {
  const institution = await college();
  const pulls: PullOptions[] = [];
  const provider = toProvider(invented(pulls), connections);
  for (const [address, token] of ['a a', 'a b', 'b b', 'b b'].map(
    (both) => both.split(' ') as [string, string],
  )) {
    await connections.save(institution._id, 'moodle', { url: `https://${address}.example` }, { token });
    const source = (await provider.forInstitution(institution)) as Source;
    await runSync({ institution, source, wanted: 'changes' });
  }
  assert.deepEqual(
    pulls.map(({ since }) => since !== undefined),
    [false, true, false, true],
  );
});

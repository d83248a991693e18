import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Types } from 'mongoose';
import { ConnectionModel } from '../../models/connection.ts';
import { Connections } from '../../src/sync/connections.ts';
import { storedSecrets } from '../../src/sync/connector.ts';
import { openTestDatabase } from '../database/test-database.ts';

const tenant = new Types.ObjectId();
const key = 'k'.repeat(32);
const connections = new Connections(key);
const settings = { url: 'https://moodle.example' };

let database: Awaited<ReturnType<typeof openTestDatabase>>;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test('a connection is of one institution and one source, and its secrets are not readable in the database', async () => {
  await connections.save(tenant, 'moodle', settings, { token: 'top-secret' });
  assert.deepEqual(await connections.get(tenant, 'moodle'), {
    ...{ tenant, settings },
    secrets: { token: 'top-secret' },
  });
  assert.equal(await connections.get(tenant, 'canvas'), undefined);
  assert.equal(await connections.get(new Types.ObjectId(), 'moodle'), undefined);
  assert.doesNotMatch(JSON.stringify(await ConnectionModel.find({ tenant }).lean()), /top-secret/);
});

test('another takes its place; a token that came up is kept beside the others; one taken away stays away', async () => {
  await connections.save(tenant, 'canvas', { url: 'https://a.example' }, { secret: 'one' });
  await connections.save(tenant, 'canvas', settings, { secret: 'two' });
  await connections.keep(tenant, 'canvas', { refreshToken: 'three' });
  const found = await connections.get(tenant, 'canvas');
  assert.deepEqual(found?.secrets, { secret: 'two', refreshToken: 'three' });
  assert.deepEqual(found?.settings, settings);
  await connections.remove(tenant, 'canvas');
  await connections.keep(tenant, 'canvas', { refreshToken: 'four' });
  assert.equal(await connections.get(tenant, 'canvas'), undefined);
});

test('after a change of SECRET_KEY secrets are read with the one before, once; without it that is said', async () => {
  await connections.save(tenant, 'one-roster', settings, { token: 'x' });
  const changed = 'n'.repeat(32);
  await assert.rejects(new Connections(changed).get(tenant, 'one-roster'), /SECRET_KEY_PREVIOUS/);
  const both = new Connections(changed, key);
  assert.deepEqual((await both.get(tenant, 'one-roster'))?.secrets, { token: 'x' });
  assert.deepEqual((await new Connections(changed).get(tenant, 'one-roster'))?.secrets, { token: 'x' });
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

import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { InstitutionModel } from '../../../models/institution.ts';
import { RegistrationModel } from '../../../models/registration.ts';
import {
  addPlatform,
  approveInstitution,
  listPlatforms,
  removePlatform,
} from '../../../src/lti/platforms/manage-platforms.ts';
import { PlatformInputError, parsePlatform } from '../../../src/lti/platforms/platform-input.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';

const input = {
  issuer: 'https://moodle.example',
  clientId: 'abc',
  authorizationUrl: 'https://moodle.example/mod/lti/auth.php',
  tokenUrl: 'https://moodle.example/mod/lti/token.php',
  jwksUrl: 'https://moodle.example/mod/lti/certs.php',
  deploymentId: '1',
  name: 'Moodle College',
};

const outside = { privateHosts: [], plainHttp: false };

const database = await openTestDatabase();
after(() => database.close());
afterEach(() => Promise.all([InstitutionModel.deleteMany(), RegistrationModel.deleteMany()]));

test('every missing or unusable value is listed at once, with where to find it', () => {
  assert.throws(
    () => parsePlatform({ issuer: 'moodle', jwksUrl: 'http://moodle.example/certs' }, outside),
    (error: PlatformInputError) =>
      error.problems.length === 7 && /--client-id is missing: the client id/.test(error.message),
  );
  assert.equal(parsePlatform(input, outside).name, input.name);
});

test('an address inside the own network has to be named first', () => {
  const inside = { privateHosts: ['localhost:8080', '10.0.0.7'], plainHttp: true };
  for (const jwksUrl of ['http://localhost:8080/certs', 'https://10.0.0.7/certs']) {
    assert.throws(() => parsePlatform({ ...input, jwksUrl }, outside), /--jwks-url is ".+PRIVATE_LMS_HOSTS/);
    assert.equal(parsePlatform({ ...input, jwksUrl }, inside).jwksUrl, jwksUrl);
  }
});

test('a platform is added once, and adding it again updates its addresses', async () => {
  const first = await addPlatform(input);
  const second = await addPlatform({ ...input, jwksUrl: 'https://moodle.example/new' });
  assert.deepEqual(second._id, first._id);
  assert.equal(second.learnerKey, first.learnerKey, 'learners keep their pseudonyms');
  assert.deepEqual(await listPlatforms(), [
    { ...input, jwksUrl: 'https://moodle.example/new', pending: false },
  ]);
});

test('one registration carries several deployments', async () => {
  await addPlatform(input);
  await addPlatform({ ...input, deploymentId: '2', name: 'Second College' });
  assert.equal(await RegistrationModel.countDocuments(), 1);
  assert.deepEqual(
    (await listPlatforms()).map(({ deploymentId }) => deploymentId),
    ['1', '2'],
  );
});

test('a name that belongs to another deployment is refused, and nothing is changed', async () => {
  await addPlatform(input);
  await assert.rejects(addPlatform({ ...input, clientId: 'other' }), PlatformInputError);
  assert.equal(await RegistrationModel.countDocuments(), 1);
});

test('an institution whose data came first is connected and keeps its data', async () => {
  const { _id } = await createInstitution({ name: input.name });
  assert.deepEqual((await addPlatform(input))._id, _id);
});

test('removing disconnects; the registration goes with its last deployment, the institution stays', async () => {
  await addPlatform(input);
  await addPlatform({ ...input, deploymentId: '2', name: 'Second College' });
  assert.deepEqual(await removePlatform(input.issuer, input.clientId, '2'), ['Second College']);
  assert.equal(await RegistrationModel.countDocuments(), 1);
  assert.deepEqual(await removePlatform(input.issuer, input.clientId, undefined), ['Moodle College']);
  assert.equal(await RegistrationModel.countDocuments(), 0);
  assert.equal(await InstitutionModel.countDocuments(), 2);
  assert.deepEqual(await removePlatform(input.issuer, input.clientId, undefined), []);
});

test('an institution that registered itself is listed as pending until it is approved, by command or by hand', async () => {
  const pend = () => InstitutionModel.updateOne({ name: input.name }, { pendingSince: new Date() });
  const pending = async () => (await listPlatforms()).map((platform) => platform.pending);
  await addPlatform(input);
  await pend();
  assert.deepEqual(await pending(), [true]);
  assert.equal(await approveInstitution('Nobody'), false);
  assert.equal(await approveInstitution(input.name), true);
  assert.deepEqual(await pending(), [false]);
  await pend();
  await addPlatform(input);
  assert.deepEqual(await pending(), [false]);
});

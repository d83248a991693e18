import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import type { LtiError } from '../../../src/lti/error.ts';
import { institutionOf } from '../../../src/lti/launch/institution.ts';
import { openTestDatabase } from '../../database/test-database.ts';

const database = await openTestDatabase();
after(() => database.close());
let clients = 0;
afterEach(() => Promise.all([InstitutionModel.deleteMany(), RegistrationModel.deleteMany()]));

/** A client of the issuer that all hosted Canvas schools share, with one institution. */
async function client(name: string, institution: Partial<Institution> = {}) {
  const registration = await RegistrationModel.create({
    issuer: 'https://canvas.instructure.com',
    clientId: `client-${++clients}`,
    name,
    authorizationUrl: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
    tokenUrl: 'https://sso.canvaslms.com/login/oauth2/token',
    jwksUrl: 'https://sso.canvaslms.com/api/lti/security/jwks',
  });
  await InstitutionModel.create({
    registration: registration._id,
    name,
    learnerKey: newLearnerKey(),
    ...institution,
  });
  return registration.toObject() as Registration;
}

/** A launch from a deployment, as `institutionOf` sees it. */
const from = (deploymentId: string, platformGuid?: string) => ({ deploymentId, platformGuid });

function refused(launch: Promise<unknown>, code: LtiError['code']) {
  return assert.rejects(launch, (error: LtiError) => error.code === code);
}

test('the first launch of a registration brings its deployment; every other deployment stays unknown', async () => {
  const registration = await client('Test University');
  const first = await institutionOf(registration, from('deployment-1'));
  assert.equal(first.name, 'Test University');
  assert.deepEqual((await institutionOf(registration, from('deployment-1')))._id, first._id);
  await refused(institutionOf(registration, from('deployment-2')), 'deployment-unknown');
});

test('a deployment is taken for its own registration only, even where the issuer is the same', async () => {
  const [one, other] = [await client('One school'), await client('Other school')];
  assert.equal((await institutionOf(one, from('deployment-1'))).name, 'One school');
  assert.equal((await institutionOf(other, from('deployment-1'))).name, 'Other school');
});

test('of two deployments that launch first at the same time one is taken', async () => {
  const registration = await client('Test University');
  const launches = await Promise.allSettled(
    ['a', 'b', 'a', 'b', 'a'].map((deployment) => institutionOf(registration, from(deployment))),
  );
  const { deploymentId } = (await InstitutionModel.findOne().lean()) as { deploymentId: string };
  assert.deepEqual(
    launches.map(({ status }) => status),
    ['a', 'b', 'a', 'b', 'a'].map((asked) => (asked === deploymentId ? 'fulfilled' : 'rejected')),
  );
});

test('nobody launches from an institution that waits for approval, and it takes no deployment', async () => {
  const registration = await client('Stranger', { pendingSince: new Date() });
  await refused(institutionOf(registration, from('deployment-1')), 'institution-pending');
  assert.equal((await InstitutionModel.findOne().lean())?.deploymentId, undefined);
  const named = await client('Named stranger', { pendingSince: new Date(), deploymentId: 'deployment-2' });
  await refused(institutionOf(named, from('deployment-2')), 'institution-pending');
});

test('one that is approved at the very moment of a launch is not launched from without its deployment', async (t) => {
  const registration = await client('Stranger', { pendingSince: new Date() });
  const adopt = InstitutionModel.findOneAndUpdate.bind(InstitutionModel);
  t.mock.method(InstitutionModel, 'findOneAndUpdate', (...asked: Parameters<typeof adopt>) => ({
    async lean() {
      const adopted = await adopt(...asked).lean();
      await InstitutionModel.updateOne({}, { $unset: { pendingSince: 1 } });
      return adopted;
    },
  }));
  await refused(institutionOf(registration, from('deployment-1')), 'deployment-unknown');
  t.mock.restoreAll();
  assert.equal((await institutionOf(registration, from('deployment-1'))).deploymentId, 'deployment-1');
});

const announced = { deploymentId: 'announced', announcedBy: 'school:canvas-lms' };

test('the deployment that was announced is the institution’s once somebody has launched from it', async () => {
  const registration = await client('Test University', announced);
  const first = await institutionOf(registration, from('announced', announced.announcedBy));
  assert.deepEqual([first.deploymentId, first.announcedBy], ['announced', undefined]);
  await refused(institutionOf(registration, from('other', announced.announcedBy)), 'deployment-unknown');
});

test('where another deployment of the same platform launches first, it takes the place of the one that was announced', async () => {
  const registration = await client('Test University', announced);
  const first = await institutionOf(registration, from('made by hand', announced.announcedBy));
  assert.deepEqual([first.deploymentId, first.announcedBy], ['made by hand', undefined]);
  await refused(institutionOf(registration, from('announced', announced.announcedBy)), 'deployment-unknown');
});

test('a deployment of another platform, or of one that does not say its name, never takes that place', async () => {
  const registration = await client('Test University', announced);
  for (const guid of ['other:canvas-lms', undefined])
    await refused(institutionOf(registration, from('foreign', guid)), 'deployment-unknown');
  assert.equal((await institutionOf(registration, from('announced'))).name, 'Test University');
  const named = await client('By the specification', { deploymentId: 'd1' });
  await refused(institutionOf(named, from('d2', announced.announcedBy)), 'deployment-unknown');
});

test('an announced deployment that waits for approval stays announced, and gives its place to none', async () => {
  const registration = await client('Stranger', { ...announced, pendingSince: new Date() });
  for (const deployment of ['announced', 'made by hand'])
    await refused(
      institutionOf(registration, from(deployment, announced.announcedBy)),
      'institution-pending',
    );
  const { deploymentId, announcedBy } = (await InstitutionModel.findOne().lean()) ?? {};
  assert.deepEqual({ deploymentId, announcedBy }, announced);
});

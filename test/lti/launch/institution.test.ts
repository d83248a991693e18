import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { InstitutionModel } from '../../../models/institution.ts';
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
async function client(name: string, institution: { deploymentId?: string; pendingSince?: Date } = {}) {
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

function refused(launch: Promise<unknown>, code: LtiError['code']) {
  return assert.rejects(launch, (error: LtiError) => error.code === code);
}

test('the first launch of a registration brings its deployment; every other deployment stays unknown', async () => {
  const registration = await client('Test University');
  const first = await institutionOf(registration, 'deployment-1');
  assert.equal(first.name, 'Test University');
  assert.deepEqual((await institutionOf(registration, 'deployment-1'))._id, first._id);
  await refused(institutionOf(registration, 'deployment-2'), 'deployment-unknown');
});

test('a deployment is taken for its own registration only, even where the issuer is the same', async () => {
  const [one, other] = [await client('One school'), await client('Other school')];
  assert.equal((await institutionOf(one, 'deployment-1')).name, 'One school');
  assert.equal((await institutionOf(other, 'deployment-1')).name, 'Other school');
});

test('of two deployments that launch first at the same time one is taken', async () => {
  const registration = await client('Test University');
  const launches = await Promise.allSettled(
    ['a', 'b', 'a', 'b', 'a'].map((deployment) => institutionOf(registration, deployment)),
  );
  const { deploymentId } = (await InstitutionModel.findOne().lean()) as { deploymentId: string };
  assert.deepEqual(
    launches.map(({ status }) => status),
    ['a', 'b', 'a', 'b', 'a'].map((asked) => (asked === deploymentId ? 'fulfilled' : 'rejected')),
  );
});

test('nobody launches from an institution that waits for approval, and it takes no deployment', async () => {
  const registration = await client('Stranger', { pendingSince: new Date() });
  await refused(institutionOf(registration, 'deployment-1'), 'institution-pending');
  assert.equal((await InstitutionModel.findOne().lean())?.deploymentId, undefined);
  const named = await client('Named stranger', { pendingSince: new Date(), deploymentId: 'deployment-2' });
  await refused(institutionOf(named, 'deployment-2'), 'institution-pending');
});

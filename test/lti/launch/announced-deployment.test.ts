// What a launch may not do to an institution whose deployment a platform has only announced (`Institution.announcedBy`).
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { generateKeyPair, type JWTPayload } from 'jose';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { RegistrationModel } from '../../../models/registration.ts';
import { claim } from '../../../src/lti/claims.ts';
import { ToolUnderTest } from '../tool-under-test.ts';

const guid = 'school:canvas-lms';
const tool = await ToolUnderTest.start();
after(() => tool.close());
const [institution] = (await InstitutionModel.find().lean<Institution[]>()) as [Institution];

const announced = { deploymentId: 'announced', announcedBy: guid };
beforeEach(() =>
  InstitutionModel.updateOne({ _id: institution._id }, { $set: announced, $unset: { pendingSince: 1 } }),
);

async function now(_id = institution._id) {
  const { deploymentId, announcedBy } = (await InstitutionModel.findById(_id).lean<Institution>()) ?? {};
  return { deploymentId, announcedBy };
}

const from = (deployment: string, platform: unknown = { guid }): JWTPayload => ({
  [claim.deploymentId]: deployment,
  [claim.toolPlatform]: platform,
});

const deepLinking = {
  [claim.messageType]: 'LtiDeepLinkingRequest',
  [claim.resourceLink]: undefined,
  [claim.deepLinkingSettings]: {
    deep_link_return_url: `${tool.platform.url}/return`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe'],
  },
};

for (const [name, changes, code] of [
  ['another platform', from('other', { guid: 'stranger:canvas-lms' }), 'deployment-unknown'],
  ['a platform that does not say its name', from('other', {}), 'deployment-unknown'],
  ['one that says it in other capitals', from('other', { guid: guid.toUpperCase() }), 'deployment-unknown'],
  ['one that names two', from('other', { guid: [guid, 'stranger'] }), 'deployment-unknown'],
  ['one whose name is a query', from('other', { guid: { $ne: null } }), 'deployment-unknown'],
  [
    'one that says it in custom parameters and in claims of its own',
    { ...from('other', {}), [claim.custom]: { guid, tool_platform: `{"guid":"${guid}"}` }, guid },
    'deployment-unknown',
  ],
  ['a learner who asks for deep linking', { ...from('other'), ...deepLinking }, 'deep-linking-for-staff'],
  ['another client', { ...from('other'), aud: 'another' }, 'audience-mismatch'],
  ['another issuer', { ...from('other'), iss: 'https://other.example' }, 'issuer-mismatch'],
] as const)
  test(`a launch of ${name} does not take its place`, async () => {
    const answer = await tool.launch(changes as JWTPayload);
    assert.ok([401, 403].includes(answer.status), `${answer.status}`);
    assert.match(answer.text, new RegExp(code));
    assert.deepEqual(await now(), announced);
  });

test('one that is signed by somebody else does not either', async () => {
  const { state, nonce, cookie } = await tool.begin();
  const { privateKey } = await generateKeyPair('RS256');
  const token = await tool.platform.sign(tool.claims(nonce, from('other')), {}, privateKey);
  assert.equal((await tool.post({ id_token: token, state }, cookie)).status, 401);
  assert.deepEqual(await now(), announced);
});

test('of launches from both at one moment one deployment is taken, and the other is unknown from then on', async () => {
  for (let round = 0; round < 5; round++) {
    await InstitutionModel.updateOne({ _id: institution._id }, { $set: announced });
    const asked = ['announced', 'other', 'announced', 'other', 'third'];
    const answers = await Promise.all(asked.map((deployment) => tool.launch(from(deployment))));
    const taken = await now();
    assert.equal(taken.announcedBy, undefined);
    assert.deepEqual(
      answers.map(({ status }) => status === 303),
      asked.map((deployment) => deployment === taken.deploymentId),
    );
  }
});

test('deep linking may come first: what the teacher adds is of the deployment that they came from', async () => {
  const teacher = { [claim.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'] };
  assert.equal((await tool.launch({ ...from('other'), ...deepLinking, ...teacher })).status, 303);
  assert.deepEqual(await now(), { deploymentId: 'other', announcedBy: undefined });
  assert.match((await tool.launch(from('announced'))).text, /deployment-unknown/);
});

test('a school of the same issuer that was told the same deployment and name keeps its own', async () => {
  const other = await RegistrationModel.create({ ...tool.platform.registration, clientId: 'client-2' });
  const school = await InstitutionModel.create({
    ...{ ...announced, registration: other._id, name: 'Other school', learnerKey: newLearnerKey() },
  });
  for (const deployment of ['other', 'announced']) await tool.launch(from(deployment));
  assert.deepEqual(await now(school._id), announced);
  const launched = await tool.launch(
    { ...from('announced'), aud: 'client-2' },
    {},
    { client_id: 'client-2' },
  );
  assert.equal(launched.status, 303);
  assert.deepEqual(tool.launches.at(-1)?.institution._id, school._id);
  assert.deepEqual(await now(), { deploymentId: 'other', announcedBy: undefined });
});

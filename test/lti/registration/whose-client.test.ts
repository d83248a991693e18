import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { PassModel } from '../../../models/pass.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { RegistrationAttemptModel } from '../../../models/registration-attempt.ts';
import { institutionOf } from '../../../src/lti/launch/institution.ts';
import { invite, openRegistration, stored, toolKey } from './registering.ts';
import { startCanvas } from './stand-in-lms.ts';

const { lms, tool, show, post } = await openRegistration();

/** By a switch Canvas makes a deployment and says it beside the tool's configuration. */
function announceFromCanvas(deployment: string): void {
  lms.canvas.client = (sent) => ({
    status: 200,
    json: { ...sent, client_id: '10000000000001', deployment_id: deployment },
  });
}

test('a stranger who sends the registration to a host on the allow-list, and calls that its own, waits for approval', async () => {
  const stranger = await startCanvas();
  stranger.configuration['registration_endpoint'] = `${lms.canvas.url}/api/lti/registrations`;
  const hosts = [stranger.host, lms.canvas.host];
  const approvedHosts = [lms.canvas.host, 'school.example'];
  await post(stranger, tool({ approvedHosts, privateHosts: hosts })).expect(200);
  await stranger.close();
  const [[registration], [institution]] = await stored();
  assert.equal(registration?.issuer, stranger.url);
  assert.ok(institution?.pendingSince);
});

test('Canvas names no deployment: the institution waits for the first launch under the account’s name', async () => {
  await post(lms.canvas).expect(200);
  const [[registration], [institution]] = await stored();
  assert.equal(registration?.clientId, '10000000000001');
  assert.equal(registration?.tokenAudience, undefined, 'a bare host is no audience for its older versions');
  assert.equal(institution?.deploymentId, undefined);
  assert.equal(institution?.name, 'Test University');
});

test('a Canvas that says its deployment beside the tool’s configuration: it is kept as announced by that account', async () => {
  announceFromCanvas('8:announced');
  const answer = await post(lms.canvas).expect(200);
  const [, [institution]] = await stored();
  assert.deepEqual(
    [institution?.deploymentId, institution?.announcedBy],
    ['8:announced', 'school:canvas-lms'],
  );
  assert.match(answer.text, /make it available/);
  assert.doesNotMatch(answer.text, /By Client ID/);
});

test('a Canvas that says none: the page says how one is added', async () => {
  const { text } = await post(lms.canvas).expect(200);
  assert.match(text, /By Client ID/);
  assert.doesNotMatch(text, /make it available/);
});

test('registered again by an invitation, an institution without a deployment takes the one that is said; any other keeps its own', async () => {
  await post(lms.canvas).expect(200);
  const again = async (deployment: string, invitation: object = {}) => {
    await RegistrationAttemptModel.deleteMany();
    announceFromCanvas(deployment);
    await post(lms.canvas).send(invitation).expect(200);
    const [, institutions] = await stored();
    return institutions.map(({ name, deploymentId }) => [name, deploymentId]);
  };
  assert.deepEqual(await again('9:of a stranger'), [['Test University', undefined]]);
  assert.deepEqual(await again('8:first', { invitation: await invite() }), [['Test University', '8:first']]);
  // Canvas names any deployment of the account then, one that was deleted among them.
  assert.deepEqual(await again('7:deleted', { invitation: await invite() }), [
    ['Test University', '8:first'],
  ]);
});

async function registeredByInvitation(): Promise<void> {
  await post(lms.canvas)
    .send({ invitation: await invite() })
    .expect(200);
}

/** Somebody has put a configuration on the LMS's host, with its own addresses, and registers a client that they have guessed. */
async function registeredByStranger(changes: object, platform: object) {
  const platformKey = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
  const own = { ...lms.canvas.configuration };
  lms.canvas.configuration[platformKey] = { ...(own[platformKey] as object), ...platform };
  // Of another product it would be the audience, and Canvas's is none.
  delete lms.canvas.configuration['authorization_server'];
  lms.canvas.client = (sent) => ({ status: 200, json: { ...sent, client_id: '10000000000001', ...changes } });
  await RegistrationAttemptModel.deleteMany();
  await post(lms.canvas).expect(200);
  lms.canvas.configuration = own;
  await RegistrationAttemptModel.deleteMany();
}

/** Such a configuration names another product, whose deployments are named for good. */
const guessedByStranger = (deployment: string, platform: object = {}) =>
  registeredByStranger(
    { [toolKey]: { deployment_id: deployment } },
    { product_family_code: 'moodle', ...platform },
  );

for (const [what, changes, platform] of [
  [
    'announced a deployment of another platform',
    { deployment_id: '9:foreign' },
    { 'https://canvas.instructure.com/lti/account_lti_guid': 'stranger:canvas-lms' },
  ],
  ['named a deployment for good', { [toolKey]: { deployment_id: '9' } }, { product_family_code: 'moodle' }],
] as const)
  for (const [how, own, expected] of [
    ['with a deployment', '8:own', ['8:own', 'school:canvas-lms', undefined]],
    ['without one', undefined, [undefined, undefined, undefined]],
  ] as const)
    test(`a stranger who has ${what} for a client that the school registers later, ${how}, locks nobody out`, async () => {
      await registeredByStranger(changes, platform);
      if (own) announceFromCanvas(own);
      else lms.canvas.client = (sent) => ({ status: 200, json: { ...sent, client_id: '10000000000001' } });
      await registeredByInvitation();
      const [, institutions] = await stored();
      assert.deepEqual(
        institutions.map(({ deploymentId, announcedBy, pendingSince }) => [
          ...[deploymentId, announcedBy, pendingSince],
        ]),
        [expected],
      );
    });

test('a stranger’s announcement that was approved by mistake gives its place to what an invitation brings', async () => {
  await registeredByStranger(
    { deployment_id: '9:foreign' },
    { 'https://canvas.instructure.com/lti/account_lti_guid': 'stranger:canvas-lms' },
  );
  await InstitutionModel.updateOne({}, { $unset: { pendingSince: 1 } });
  announceFromCanvas('8:own');
  await registeredByInvitation();
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ deploymentId, announcedBy }) => [deploymentId, announcedBy]),
    [['8:own', 'school:canvas-lms']],
  );
});

test('while a client waits for its first launch nobody gets a second institution of it without an invitation: it would keep the deployment of that launch', async () => {
  await registeredByInvitation();
  await guessedByStranger('8:guessed');
  const [[registration], institutions] = await stored();
  assert.equal(institutions.length, 1);
  const launch = { deploymentId: '8:guessed', platformGuid: 'school:canvas-lms' };
  assert.equal((await institutionOf(registration as Registration, launch)).name, 'Test University');
});

test('an invitation speaks for the client: whatever else waits there for approval is deleted, names and guesses of strangers', async () => {
  for (const guess of ['8:guessed', '9:guessed', '10:guessed'])
    await guessedByStranger(guess, {
      'https://canvas.instructure.com/lti/account_name': 'Name of a stranger',
    });
  const [, before] = await stored();
  assert.equal(before.length, 3);
  lms.canvas.client = (sent) => ({ status: 200, json: { ...sent, client_id: '10000000000001' } });
  await registeredByInvitation();
  const [[registration], institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ name, deploymentId, pendingSince }) => [name, deploymentId, pendingSince]),
    [['Test University', undefined, undefined]],
  );
  const launch = { deploymentId: '9:guessed', platformGuid: 'school:canvas-lms' };
  assert.equal((await institutionOf(registration as Registration, launch)).name, 'Test University');
});

test('where an institution of the client is approved, an invitation changes neither its deployment nor its name', async () => {
  await post(lms.canvas).expect(200);
  const approved = { $unset: { pendingSince: 1 }, deploymentId: '8:own', name: 'Renamed' };
  await InstitutionModel.updateOne({}, approved);
  await guessedByStranger('1');
  announceFromCanvas('7:deleted');
  await registeredByInvitation();
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ name, deploymentId, announcedBy }) => [name, deploymentId, announcedBy]),
    [['Renamed', '8:own', undefined]],
  );
});

test('a name of the platform that is longer than any identifier announces nothing', async () => {
  const platform = lms.canvas.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'];
  Object.assign(platform as object, {
    'https://canvas.instructure.com/lti/account_lti_guid': 'x'.repeat(10_000),
  });
  announceFromCanvas('8:own');
  await post(lms.canvas).expect(200);
  const [, [institution]] = await stored();
  assert.deepEqual([institution?.deploymentId, institution?.announcedBy], ['8:own', undefined]);
});

test('strangers who wait for approval are limited, and those who are approved do not wait for them', async () => {
  await InstitutionModel.insertMany(
    Array.from({ length: 100 }, (_, i) => ({
      name: `Stranger ${i}`,
      learnerKey: newLearnerKey(),
      pendingSince: new Date(),
    })),
  );
  await post(lms.moodle).expect(429);
  await post(lms.moodle, tool({ approvedHosts: [lms.moodle.host] })).expect(200);
});

const platformAddresses = {
  authorizationUrl: 'https://lms.example/auth',
  tokenUrl: 'https://lms.example/token',
  jwksUrl: 'https://lms.example/keys',
};

test('strangers whom nobody approves are forgotten after thirty days, and make room', async () => {
  const day = 86_400_000;
  const registered = async (name: string, daysAgo: number) => {
    const issuer = `https://${name}.example`;
    const registration = await RegistrationModel.create({
      ...platformAddresses,
      issuer,
      clientId: name,
      name,
    });
    const pendingSince = new Date(Date.now() - daysAgo * day);
    const fields = { registration: registration._id, deploymentId: '1', learnerKey: newLearnerKey() };
    await InstitutionModel.create({ ...fields, name, ...(daysAgo > 0 && { pendingSince }) });
  };
  await registered('old', 31);
  await registered('new', 29);
  await registered('approved', 0);
  await post(lms.moodle).expect(200);
  const [registrations, institutions] = await stored();
  const names = institutions.map(({ name }) => name);
  assert.ok(!names.includes('old') && names.includes('new') && names.includes('approved'), `${names}`);
  assert.equal(registrations.length, institutions.length);
});

test('an invitation approves the one LMS that registers with it', async () => {
  const invitation = await invite();
  const app = tool();
  const shown = await show(lms.moodle, app).query({ invitation }).expect(200);
  assert.match(shown.text, new RegExp(`name="invitation" value="${invitation}"`));
  assert.match(shown.text, /can be used as soon as/);
  await post(lms.moodle, app).send({ invitation }).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.pendingSince, undefined);
  await show(lms.canvas, app).query({ invitation }).expect(403);
  assert.match(
    (await post(lms.canvas, app).send({ invitation }).expect(403)).text,
    /used before or has expired/,
  );
  assert.equal((await stored())[1].length, 1);
});

test('two LMSs with one invitation at the same time: one is registered', async () => {
  const invitation = await invite();
  const app = tool();
  const answers = await Promise.all(
    [lms.moodle, lms.canvas].map((lms) => post(lms, app).send({ invitation })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
  assert.equal((await stored())[1].length, 1);
});

test('an invitation that has expired, or was made up, registers nothing', async () => {
  const invitation = await invite();
  await PassModel.updateMany({}, { expiresAt: new Date(Date.now() - 1000) });
  for (const made of [invitation, 'made-up']) await post(lms.moodle).send({ invitation: made }).expect(403);
  assert.deepEqual(await stored(), [[], []]);
});

test('an invitation serves again when the registration failed', async () => {
  const invitation = await invite();
  const client = lms.moodle.client;
  lms.moodle.client = () => ({ status: 500, json: {} });
  await post(lms.moodle).send({ invitation }).expect(400);
  lms.moodle.client = client;
  await post(lms.moodle).send({ invitation }).expect(200);
  assert.equal((await stored())[1][0]?.pendingSince, undefined);
});

test('an invitation approves an LMS that had registered without one', async () => {
  await post(lms.canvas).expect(200);
  await RegistrationAttemptModel.deleteMany();
  await registeredByInvitation();
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ pendingSince }) => pendingSince),
    [undefined],
  );
});

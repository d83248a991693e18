import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { LtiKeyModel } from '../../models/lti-key.ts';
import { PassModel } from '../../models/pass.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { createInstitution as createByCommand } from '../../src/command/find-institution.ts';
import { ToolKeys } from '../../src/lti/keys/tool-keys.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie, newPass, postSignIn } from './as-administrator.ts';

const publicUrl = 'https://next.example';

const database = await openTestDatabase();
after(() => database.close());
let app: Express;
beforeEach(() => {
  app = administrationApp(publicUrl);
});
afterEach(() =>
  Promise.all(
    [InstitutionModel, RegistrationModel, PassModel, LtiKeyModel].map((model) =>
      (model as typeof InstitutionModel).deleteMany(),
    ),
  ),
);

const postPass = (pass: string) => postSignIn(app, publicUrl, pass);
const cookie = () => administratorCookie(app, publicUrl);

function get(path: string, signedIn: string) {
  return request(app).get(`/administration${path}`).set('Cookie', signedIn);
}

function post(path: string, signedIn: string, fields: object = {}) {
  return request(app)
    .post(`/administration${path}`)
    .set({ Cookie: signedIn, Origin: publicUrl })
    .type('form')
    .send(fields);
}

async function institution(name: string, pendingSince?: Date): Promise<string> {
  const lms = { issuer: 'https://moodle.example', clientId: `client of ${name}`, name };
  const { _id: registration } = await createRegistration(lms);
  const deployment = { registration, deploymentId: '1', ...(pendingSince && { pendingSince }) };
  return `${(await createInstitution({ name, ...deployment }))._id}`;
}

test('the sign-in address signs in once, by its button; looking at it does not use it up', async () => {
  const pass = await newPass(publicUrl);
  for (let i = 0; i < 2; i++)
    assert.match(
      (await request(app).get('/administration/sign-in').query({ pass }).expect(200)).text,
      /Sign in</,
    );
  const answer = await postPass(pass).expect(303);
  assert.match(
    String(answer.headers['set-cookie']),
    /^__Host-nc-administration=[\w-]{43}; Path=\/; Max-Age=14400; Secure; HttpOnly; SameSite=Strict$/,
  );
  await postPass(pass).expect(403);
});

test('on http://localhost, where WebKit takes no Secure cookie, the visit is kept without; nowhere else', async () => {
  const local = 'http://localhost:3000';
  const onLocalhost = administrationApp(local);
  const answer = await postSignIn(onLocalhost, local, await newPass(local)).expect(303);
  const [set = ''] = answer.headers['set-cookie'] as unknown as string[];
  assert.match(set, /^nc-administration=[\w-]{43}; Path=\/; Max-Age=14400; HttpOnly; SameSite=Strict$/);
  const asked = (host: string) =>
    request(onLocalhost)
      .get('/administration')
      .set({ Cookie: set.split(';')[0], Host: host });
  await asked('localhost:3000').expect(200);
  await asked('next.example').expect(401);
});

test('of parallel sign-ins with one address one is let in', async () => {
  const pass = await newPass(publicUrl);
  const answers = await Promise.all([1, 2, 3, 4].map(() => postPass(pass)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 403, 403, 403]);
});

test('an address that has expired, was made up, or is for something else signs nobody in', async () => {
  const pass = await newPass(publicUrl);
  await PassModel.updateMany({}, { expiresAt: new Date(Date.now() - 1000) });
  await postPass(pass).expect(403);
  await postPass('made-up').expect(403);
  const session = (await cookie()).split('=')[1] as string;
  await postPass(session).expect(403);
});

for (const [method, path] of [
  ['get', ''],
  ['get', '/by-hand'],
  ['post', '/by-hand'],
  ['post', '/invitations'],
  ['post', '/institutions/507f1f77bcf86cd799439011/approve'],
  ['post', '/institutions/507f1f77bcf86cd799439011/decline'],
] as const)
  test(`nobody gets to ${method} /administration${path} without signing in`, async () => {
    for (const secret of ['', await newPass(publicUrl)]) {
      const answer = await request(app)
        [method](`/administration${path}`)
        .set({ Origin: publicUrl, Cookie: `__Host-nc-administration=${secret}` })
        .expect(401);
      assert.match(answer.text, /npm run platform -- sign-in/);
    }
    assert.equal(await PassModel.countDocuments({ permits: 'registration' }), 0);
  });

test('a form of another site does nothing', async () => {
  const id = await institution('Stranger', new Date());
  await post(`/institutions/${id}/approve`, await cookie())
    .set('Origin', 'https://evil.example')
    .expect(403);
  assert.ok((await InstitutionModel.findById(id))?.pendingSince);
});

test('a session ends when it is signed out, and after four hours', async () => {
  const [one, other] = [await cookie(), await cookie()];
  await post('/sign-out', one).expect(303);
  await get('', one).expect(401);
  await get('', other).expect(200);
  await PassModel.updateMany({}, { expiresAt: new Date(Date.now() - 1000) });
  await get('', other).expect(401);
});

test('guessing sign-ins is slowed down', async () => {
  const limited = administrationApp(publicUrl);
  const guess = () =>
    request(limited)
      .post('/administration/sign-in')
      .set('Origin', publicUrl)
      .type('form')
      .send({ pass: 'x' });
  for (let i = 0; i < 20; i++) await guess().expect(403);
  await guess().expect(429);
});

test('institutions are listed, those that wait first, and none can be framed or cached', async () => {
  await institution('Approved College');
  await institution('Stranger <script>', new Date());
  const answer = await get('', await cookie()).expect(200);
  const [pending, approved] = ['Stranger &lt;script&gt;', 'Approved College'].map((name) =>
    answer.text.indexOf(`<h2><bdi>${name}</bdi></h2>`),
  );
  assert.ok((pending as number) > 0 && (pending as number) < (approved as number));
  assert.match(answer.headers['content-security-policy'] as string, /frame-ancestors 'none'/);
  assert.equal(answer.headers['cache-control'], 'no-store');
});

test('an institution that has data and no LMS yet is listed, with its data and what to do', async () => {
  const { _id } = (await createByCommand('Imported College')).institution;
  const signedIn = await cookie();
  const { text } = await get('', signedIn).expect(200);
  assert.match(text, /<h2><bdi>Imported College<\/bdi><\/h2>\s*<p class="state pending">No LMS<\/p>/);
  assert.match(text, new RegExp(`href="/administration/institutions/${_id}/data"`));
  assert.match(text, /register it by hand under exactly this name\. <a href="\/administration\/by-hand"/);
  await get(`/institutions/${_id}/data`, signedIn).expect(200);
});

test('approving lets an institution in, once', async () => {
  const id = await institution('Stranger', new Date());
  const signedIn = await cookie();
  const answer = await post(`/institutions/${id}/approve`, signedIn).expect(303);
  assert.equal((await InstitutionModel.findById(id))?.pendingSince, undefined);
  const address = (answer.headers['location'] as string).replace('/administration', '');
  assert.match((await get(address, signedIn)).text, /Stranger is approved/);
  await post(`/institutions/${id}/approve`, signedIn).expect(404);
  await post('/institutions/1/approve', signedIn).expect(404);
});

test('declining deletes what waits, and nothing else', async () => {
  const stranger = await institution('Stranger', new Date());
  const approved = await institution('Approved College');
  const signedIn = await cookie();
  await post(`/institutions/${stranger}/decline`, signedIn).expect(303);
  await post(`/institutions/${approved}/decline`, signedIn).expect(404);
  assert.deepEqual(await InstitutionModel.distinct('name'), ['Approved College']);
  assert.deepEqual(await RegistrationModel.distinct('name'), ['Approved College']);
});

test('an approved registration address is made, shown once and kept as a hash', async () => {
  const answer = await post('/invitations', await cookie()).expect(201);
  const secret = /lti\/register\?invitation=([\w-]{43})"/.exec(answer.text)?.[1];
  assert.ok(secret);
  const pass = await PassModel.findOne({ permits: 'registration' }).lean();
  assert.notEqual(pass?._id, secret);
  assert.ok((pass?.expiresAt.getTime() ?? 0) < Date.now() + 7 * 86_400_000 + 1000);
});

test('a Moodle is registered by hand from its site’s address', async () => {
  const signedIn = await cookie();
  const fields = {
    product: 'moodle',
    name: 'Moodle College',
    site: ' https://moodle.example/ ',
    clientId: 'abc',
    deploymentId: '1',
  };
  await post('/by-hand', signedIn, fields).expect(303);
  const { issuer, authorizationUrl, tokenUrl, jwksUrl } = await RegistrationModel.findOne().orFail().lean();
  assert.deepEqual(
    [issuer, authorizationUrl, tokenUrl, jwksUrl],
    [
      'https://moodle.example',
      'https://moodle.example/mod/lti/auth.php',
      'https://moodle.example/mod/lti/token.php',
      'https://moodle.example/mod/lti/certs.php',
    ],
  );
  assert.match((await get('', signedIn)).text, /<bdi>Moodle College<\/bdi>/);
});

test('a Canvas is registered by hand from its environment', async () => {
  const fields = {
    product: 'canvas',
    name: 'Canvas College',
    environment: 'beta',
    clientId: '1',
    deploymentId: '2:a',
  };
  await post('/by-hand', await cookie(), fields).expect(303);
  const { issuer, authorizationUrl, tokenUrl, jwksUrl } = await RegistrationModel.findOne().orFail().lean();
  assert.deepEqual(
    [issuer, authorizationUrl, tokenUrl, jwksUrl],
    [
      'https://canvas.beta.instructure.com',
      'https://sso.beta.canvaslms.com/api/lti/authorize_redirect',
      'https://sso.beta.canvaslms.com/login/oauth2/token',
      'https://sso.beta.canvaslms.com/api/lti/security/jwks',
    ],
  );
});

test('bad input is said at its field, and nothing that was entered is lost', async () => {
  const fields = {
    product: 'moodle',
    name: 'A "college"',
    site: 'moodle.example',
    clientId: 'abc',
    deploymentId: '',
  };
  const { text } = await post('/by-hand', await cookie(), fields).expect(422);
  assert.match(text, /value="A &#34;college&#34;"/);
  assert.match(text, /value="moodle.example"/);
  assert.match(text, /id="site-problem">This is not a whole address: .*It begins with https:/);
  const insecure = await post('/by-hand', await cookie(), { ...fields, site: 'http://moodle.example' });
  assert.match(
    insecure.text,
    /id="site-problem">The address must begin with https: http:\/\/moodle\.example/,
  );
  const inside = await post('/by-hand', await cookie(), { ...fields, site: 'https://10.0.0.7' });
  assert.match(inside.text, /id="site-problem">The host is not on the public Internet/);
  const none = await post('/by-hand', await cookie(), { ...fields, site: '' });
  assert.match(none.text, /id="site-problem">“Address of the Moodle site” is missing/);
  assert.match(text, /id="deploymentId-problem">“Deployment ID” is missing/);
  assert.doesNotMatch(text, /--deployment/, 'the words of the command are not those of the form');
  assert.equal(await RegistrationModel.countDocuments(), 0);
});

test('a name that belongs to another institution is refused at its field', async () => {
  await institution('Moodle College');
  const fields = {
    product: 'other',
    name: 'Moodle College',
    issuer: 'https://lms.example',
    clientId: 'abc',
    deploymentId: '1',
    authorizationUrl: 'https://lms.example/auth',
    tokenUrl: 'https://lms.example/token',
    jwksUrl: 'https://lms.example/jwks',
  };
  const signedIn = await cookie();
  assert.match(
    (await post('/by-hand', signedIn, fields).expect(422)).text,
    /id="name-problem">.*another deployment/,
  );
  await post('/by-hand', signedIn, { ...fields, name: 'Other College' }).expect(303);
});

test('everything to copy is there, for each product', async () => {
  await LtiKeyModel.create({
    _id: 'k',
    generation: 1,
    publicKey: '-----BEGIN PUBLIC KEY-----',
    privateKey: 'x',
    createdAt: new Date(),
    signsAt: new Date(),
  });
  const signedIn = await cookie();
  const page = async (product: string) =>
    (await get(`/by-hand?product=${product}`, signedIn).expect(200)).text;
  const moodle = await page('moodle');
  for (const value of ['/panel', '/lti/login', '/lti/launch', '/lti/keys'])
    assert.ok(moodle.includes(`value="${publicUrl}${value}"`), value);
  assert.match(moodle, /course_history=\$Context\.id\.history/);
  assert.ok((await page('canvas')).includes(`value="${publicUrl}/lti/canvas.json"`));
  assert.match(await page('other'), /BEGIN PUBLIC KEY/);
});

test('a new signing key is published by a button, all are replaced after one question, and every institution’s audit says so', async () => {
  const signedIn = await cookie();
  const id = await institution('College');
  await institution('Waits', new Date());
  const keys = new ToolKeys('s'.repeat(32));
  await keys.ensure();
  const { kid } = await keys.current();
  const rotated = await post('/keys/rotated', signedIn).expect(303);
  const [, path = ''] = /^\/administration(.*)$/.exec(rotated.headers['location'] as string) ?? [];
  assert.match((await get(path, signedIn)).text, /A new key is published; it signs from .* UTC/);
  assert.equal((await keys.published()).length, 2);
  assert.equal((await keys.current()).kid, kid, 'it does not sign yet');
  assert.match((await post('/keys/replaced', signedIn).expect(422)).text, /nothing was replaced/);
  await request(app)
    .post('/administration/keys/replaced')
    .set('Origin', publicUrl)
    .type('form')
    .send({ sure: 'yes' })
    .expect(401);
  assert.equal((await keys.published()).length, 2);
  await post('/keys/replaced', signedIn, { sure: 'yes' }).expect(303);
  assert.equal((await keys.published()).length, 1);
  assert.notEqual((await keys.current()).kid, kid);
  const entries = await AuditEntryModel.find({ institutionId: id }).sort({ at: 1 }).lean();
  assert.deepEqual(
    entries.map(({ what }) => what),
    ['keys-rotated', 'keys-replaced'],
  );
  await AuditEntryModel.deleteMany({ institutionId: id });
});

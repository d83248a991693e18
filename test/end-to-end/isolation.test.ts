// Takes about 54 s.
// One school, and three others that are as near to it as can be: whatever the one's learner, teacher or administrator
// asks for, nothing of the others comes back or changes. All have the same course ids and the same user ids.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express, Handler } from 'express';
import mongoose, { type Types } from 'mongoose';
import request from 'supertest';
import { apiRights } from '../../models/api-credential.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { type Registration, RegistrationModel } from '../../models/registration.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { openapi } from '../../src/api/description/openapi.ts';
import { claim } from '../../src/lti/claims.ts';
import { hashOf } from '../../src/lti/secrets/secret.ts';
import { LinkReferences } from '../../src/panel/link-references.ts';
import { storeOwnTaxonomy } from '../../src/taxonomy/own/store-own-taxonomy.ts';
import type { InstitutionGuard } from '../database/institution-guard.ts';
import { TestPlatform } from '../lti/test-platform.ts';
import { filledSchool, sharedCourse, subject } from './filled-school.ts';
import { launchThrough, publicUrl, visitOf } from './launch-through.ts';
import { routesOf } from './routes-of.ts';
import { secretKey, startWholeTool } from './whole-tool.ts';

/** In everything that the others have stored, and in nothing of the south. */
const mark = /Nordlicht/;
const foreignCourse = 'course-2';
const otherIssuer = 'https://other-issuer.example';

let platform: TestPlatform;
let close: () => Promise<void>;
let faces: Readonly<Record<string, Handler>>;
let app: Express;
let institutions: InstitutionGuard;
/** At the south's issuer under a client of its own, as schools of hosted Canvas are. */
let north: Institution;
/** Everybody that is not the south. */
let others: Institution[];

before(async () => {
  platform = await TestPlatform.start();
  const tool = await startWholeTool(publicUrl, [new URL(platform.url).host]);
  ({ app, faces, institutions } = tool);
  close = async () => {
    await platform.close();
    await tool.close();
  };
  await storeOwnTaxonomy();
  const { registration } = platform;
  const at = (changes: Partial<Registration>) => RegistrationModel.create({ ...registration, ...changes });
  const south = await at({ clientId: 'south' });
  north = await filledSchool(await at({ clientId: 'north' }), 'deployment-1', 'Nordlicht', foreignCourse);
  others = [
    north,
    await filledSchool(
      await at({ clientId: 'south', issuer: otherIssuer }),
      'deployment-1',
      'Nordlicht, same client',
      foreignCourse,
    ),
    await filledSchool(south, 'deployment-2', 'Nordlicht, same registration', foreignCourse),
  ];
  await filledSchool(south, 'deployment-1', 'Südwind', 'course-3');
});

after(() => close());

/** The cookie of somebody's visit to the southern school. */
async function visit(role: string, changes: Record<string, unknown> = {}) {
  const context = { id: sharedCourse, title: 'Südwind course-1', type: ['CourseSection'] };
  const claims = { sub: subject, [claim.roles]: [role], [claim.context]: context, ...changes };
  const launch = await launchThrough(app, platform, { clientId: 'south', claims });
  assert.equal(launch.status, 303, launch.text);
  return visitOf(launch);
}

const deepLinking = {
  [claim.messageType]: 'LtiDeepLinkingRequest',
  [claim.deepLinkingSettings]: {
    deep_link_return_url: 'http://127.0.0.1/return',
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe'],
  },
};

type Ask = (cookie: string) => request.Test;
const get =
  (path: string): Ask =>
  (cookie) =>
    request(app).get(path).set('Cookie', cookie);
const post =
  (path: string, body: Record<string, string> = {}): Ask =>
  (cookie) =>
    request(app).post(path).set('Cookie', cookie).set('Origin', publicUrl).type('form').send(body);

/** A link that the other school's teacher has made, as its panel's address says it. */
function linkOf(institutionId: Types.ObjectId): string {
  const link = { cards: 3, purpose: 'next', title: 'Nordlicht link', course: foreignCourse } as const;
  return new LinkReferences(secretKey).write(institutionId, link);
}

/** Of the administration, whoever's data it is of. */
const dataRoutes = [
  ['GET', ''],
  ['POST', '/training'],
  ['POST', '/offers'],
  ['GET', '/:source'],
  ['POST', '/:source'],
  ['GET', '/:source/checks'],
  ['POST', '/:source/authorize'],
  ['POST', '/:source/remove'],
  ['POST', '/:source/sync'],
  ['POST', '/:source/forecast'],
  ['POST', '/:source/stop'],
  ['POST', '/:source/release-removals'],
  ['POST', '/:source/files'],
  ['GET', '/:source/columns/:upload'],
  ['POST', '/:source/columns/forgotten'],
  ['POST', '/:source/columns/:upload'],
  ['GET', '/:source/encoding/:upload'],
  ['POST', '/:source/encoding/:upload'],
  ['GET', '/:source/words/:upload'],
  ['POST', '/:source/words/:upload'],
  ['GET', '/:source/runs/:run/rejected.tsv'],
] as const;

/** Of the administration, about one institution. */
const institutionRoutes = [
  ['GET', ''],
  ['GET', '/models'],
  ['POST', '/models/training'],
  ['POST', '/jobs/try-again'],
  ['GET', '/models/:model'],
  ['POST', '/models/:model/serve'],
  ['POST', '/models/:model/compare'],
  ['POST', '/comparison/end'],
  ['POST', '/comparison/serve'],
  ['GET', '/shown'],
  ['GET', '/panels'],
  ['POST', '/panels/settings'],
  ['GET', '/people'],
  ['POST', '/people/retention'],
  ['POST', '/people/found'],
  ['POST', '/people/exported'],
  ['POST', '/people/deleted'],
  ['POST', '/people/allowed'],
  ['GET', '/access'],
  ['POST', '/access'],
  ['POST', '/access/revoked'],
  ['GET', '/notices'],
  ['POST', '/notices'],
  ['POST', '/notices/test'],
  ['GET', '/audit'],
  ['GET', '/settings'],
  ['POST', '/settings/name'],
  ['POST', '/settings/disconnect'],
  ['GET', '/check'],
] as const;

/** What the south asks of each route: what is its own, and whatever it may guess of the others. */
function asks(): Record<string, Ask[]> {
  const aboutCourse = (action: string) =>
    [foreignCourse, sharedCourse].map((course) => post(`/panel/${action}?course=${course}&rating=1`));
  const ofOthers = (ask: (other: Institution) => Ask) => others.map(ask);
  return {
    'GET /lti/login': [
      get(`/lti/login?iss=${platform.url}&client_id=north&login_hint=x&target_link_uri=${publicUrl}`),
    ],
    'POST /lti/login': [post('/lti/login', { iss: platform.url, client_id: 'north' })],
    'POST /lti/launch': [post('/lti/launch', { state: 'guessed', id_token: 'a.b.c' })],
    'GET /lti/keys': [get('/lti/keys')],
    'GET /lti/visit/:id': ofOthers(({ name }) => get(`/lti/visit/${hashOf(name)}`)),
    'POST /lti/visit/:id': ofOthers(({ name }) => post(`/lti/visit/${hashOf(name)}`)),
    'GET /lti/register': [get('/lti/register?openid_configuration=https://127.0.0.1/x')],
    'POST /lti/register': [post('/lti/register', { openid_configuration: 'https://127.0.0.1/x' })],
    'GET /lti/canvas.json': [get('/lti/canvas.json')],
    'GET /administration': [get('/administration')],
    'GET /administration/sign-in': [get('/administration/sign-in?secret=guessed')],
    'POST /administration/sign-in': [post('/administration/sign-in', { secret: 'guessed' })],
    'POST /administration/sign-out': [post('/administration/sign-out')],
    'POST /administration/invitations': [post('/administration/invitations')],
    'POST /administration/institutions/:id/approve': ofOthers(({ _id }) =>
      post(`/administration/institutions/${_id}/approve`),
    ),
    'POST /administration/institutions/:id/decline': ofOthers(({ _id }) =>
      post(`/administration/institutions/${_id}/decline`),
    ),
    ...Object.fromEntries(
      dataRoutes.map(([method, path]) => [
        `${method} /administration/institutions/:id/data${path}`,
        ofOthers(({ _id }) => {
          const address = `/administration/institutions/${_id}/data${path.replace(':source', 'csv').replace(':run', `${_id}`)}`;
          return method === 'GET' ? get(address) : post(address, { url: 'https://lms.example' });
        }),
      ]),
    ),
    'GET /administration/connections/authorized': [
      get('/administration/connections/authorized?state=guessed&code=guessed'),
    ],
    'POST /administration/connections/authorized': ofOthers(({ _id }) =>
      post('/administration/connections/authorized', { state: `${_id}.canvas.guessed`, code: 'guessed' }),
    ),
    'GET /administration/institutions/:id/catalogue': ofOthers(({ _id }) =>
      get(`/administration/institutions/${_id}/catalogue`),
    ),
    'POST /administration/institutions/:id/catalogue/excluded': ofOthers(({ _id }) =>
      post(`/administration/institutions/${_id}/catalogue/excluded`, { category: 'Art' }),
    ),
    'GET /administration/institutions/:id/model': ofOthers(({ _id }) =>
      get(`/administration/institutions/${_id}/model`),
    ),
    'POST /administration/institutions/:id/model': ofOthers(({ _id }) =>
      post(`/administration/institutions/${_id}/model`, { loss: 'bce' }),
    ),
    ...Object.fromEntries(
      institutionRoutes.map(([method, path]) => [
        `${method} /administration/institutions/:id${path}`,
        ofOthers(({ _id }) => {
          const address = `/administration/institutions/${_id}${path.replace(':model', `${_id}`)}`;
          return method === 'GET' ? get(address) : post(address, { name: 'Südwind', sure: 'yes' });
        }),
      ]),
    ),
    'POST /administration/keys/rotated': [post('/administration/keys/rotated')],
    'POST /administration/keys/replaced': [post('/administration/keys/replaced', { sure: 'yes' })],
    'GET /administration/by-hand': [get('/administration/by-hand')],
    'POST /administration/by-hand': [post('/administration/by-hand', { name: 'Nordlicht' })],
    'GET /panel': [
      get('/panel'),
      get('/panel?purpose=supplement'),
      get(`/panel?dismissed=${foreignCourse}`),
      get(`/panel?saved=${foreignCourse}&link=guessed`),
      get('/panel?profile=saved'),
      get('/panel?check=goal&goal=anything'),
      get('/panel?subject=anything&open=yes&row=popular'),
      ...ofOthers(({ _id }) => get(`/panel?link=${linkOf(_id)}`)),
    ],
    'POST /panel/dismissed': aboutCourse('dismissed'),
    'POST /panel/restored': aboutCourse('restored'),
    'POST /panel/opened': aboutCourse('opened'),
    'POST /panel/rated': aboutCourse('rated'),
    'GET /panel/search': [
      get('/panel/search'),
      get('/panel/search?q=Nordli'),
      get(`/panel/search?q=${foreignCourse}&state=open&restored=${foreignCourse}`),
      get('/panel/search?q=course'),
    ],
    'GET /panel/plan': [
      get('/panel/plan'),
      get(`/panel/plan?planned=${foreignCourse}&unsaved=${foreignCourse}`),
    ],
    'POST /panel/planned': aboutCourse('planned'),
    'GET /panel/path': [get('/panel/path')],
    'GET /panel/why': [sharedCourse, foreignCourse, `${foreignCourse}-b`].map((course) =>
      get(`/panel/why?course=${course}`),
    ),
    'POST /panel/saved': aboutCourse('saved'),
    'POST /panel/planned-path': aboutCourse('planned-path'),
    'POST /panel/unsaved': aboutCourse('unsaved'),
    'GET /panel/hidden': [get('/panel/hidden')],
    'GET /panel/profile': [
      get('/panel/profile'),
      get(`/panel/profile?rated=${foreignCourse}`),
      get('/panel/profile?goals=stat'),
      get('/panel/profile?profile=saved'),
    ],
    'POST /panel/searches': [post('/panel/searches', { text: 'anything' })],
    'POST /panel/picked': [post('/panel/picked', { pick: 'anything', goal: 'Statistician' })],
    'POST /panel/skipped': [post('/panel/skipped')],
    'POST /panel/goals': [post('/panel/goals', { text: 'stat' })],
    'POST /panel/goal': [post('/panel/goal', { goal: 'Statistician' })],
    'POST /panel/profile': [post('/panel/profile', { interests: 'anything', goal: '' })],
    'GET /panel/data': [get('/panel/data'), get('/panel/data?done=<x>')],
    'GET /panel/data/download': [get('/panel/data/download'), get('/panel/data/download?ticket=guessed')],
    'POST /panel/data/download/ticket': [post('/panel/data/download/ticket')],
    'POST /panel/languages': [post('/panel/languages')],
    'POST /panel/colours': [post('/panel/colours', { dark: 'yes' })],
    'POST /panel/data/forgotten': [
      post('/panel/data/forgotten'),
      post('/panel/data/forgotten', { sure: 'yes' }),
    ],
    'POST /panel/data/stopped': [post('/panel/data/stopped'), post('/panel/data/stopped', { sure: 'yes' })],
    'POST /panel/data/paused': [post('/panel/data/paused')],
    'POST /panel/data/resumed': [post('/panel/data/resumed')],
    'POST /panel/data/allowed': [post('/panel/data/allowed')],
    'GET /teaching/add': [get('/teaching/add')],
    'POST /teaching/add': [post('/teaching/add', { cards: '3', purpose: 'next', title: 'x', choice: 'add' })],
    'GET /teaching/panel': [
      get('/teaching/panel'),
      get(`/teaching/panel?course=${sharedCourse}`),
      get(`/teaching/panel?course=${foreignCourse}`),
    ],
    'POST /teaching/panel/settings': [sharedCourse, foreignCourse].map((course) =>
      post(`/teaching/panel/settings?course=${course}`, { isOn: 'yes', line: 'anything' }),
    ),
    'POST /teaching/panel/steered': [
      post(`/teaching/panel/steered?course=${sharedCourse}`, { text: 'course-2', way: 'pin' }),
      post(`/teaching/panel/steered?course=${sharedCourse}`, { about: foreignCourse, way: 'block' }),
      post(`/teaching/panel/steered?course=${foreignCourse}`, { about: sharedCourse, way: 'pin' }),
    ],
    'POST /teaching/panel/released': [sharedCourse, foreignCourse].map((course) =>
      post(`/teaching/panel/released?course=${course}`, { about: `${foreignCourse}-b` }),
    ),
    'GET /teaching/panel/figures': [
      get('/teaching/panel/figures'),
      get(`/teaching/panel/figures?course=${sharedCourse}`),
      get(`/teaching/panel/figures?course=${foreignCourse}`),
    ],
    'GET /teaching/panel/why': [
      get(`/teaching/panel/why?course=${sharedCourse}&text=course-2`),
      get(`/teaching/panel/why?course=${sharedCourse}&about=${foreignCourse}`),
      get(`/teaching/panel/why?course=${foreignCourse}&about=${sharedCourse}`),
    ],
    'GET /self-test': [get('/self-test')],
    'GET /self-test/browser': [get('/self-test/browser')],
    'GET /api': [get('/api/')],
    'GET /api/openapi.json': [get('/api/openapi.json')],
    'GET /api/administration': [get('/api/administration')],
    'GET /api/recommendations': [get(`/api/recommendations?learner=${subject}`)],
    'GET /api/xapi/about': [get('/api/xapi/about')],
    'POST /api/xapi/statements': [post('/api/xapi/statements')],
    'PUT /api/xapi/statements': [post('/api/xapi/statements?statementId=guessed')],
    'POST /api/caliper': [post('/api/caliper')],
    'GET /brand/:colour.css': [get('/brand/112233.css')],
  };
}

/** Asks again after a second for as long as somebody has asked too fast. */
async function patiently(ask: () => request.Test): Promise<request.Response> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 429) return answer;
    await sleep(1_000);
  }
}

/** Everything stored of the others, but for what nobody asked for. */
async function stored() {
  const ids = others.map(({ _id }) => _id);
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const filter = { $or: [{ institutionId: { $in: ids } }, { _id: { $in: ids } }] } as object;
  const found = collections.map(async (c) => [
    c.collectionName,
    await c.find(filter).sort({ _id: 1 }).toArray(),
  ]);
  return (await Promise.all(found)).sort();
}

test('every collection of institutions has something of the others: a new one needs a line in filled-school.ts', async () => {
  for (const model of Object.values(mongoose.models))
    if (model.schema.path('institutionId'))
      assert.ok(
        await model.exists({ institutionId: north._id }),
        `${model.collection.name} has nothing of the north`,
      );
});

test('every route is asked: a new one needs a line here', () => {
  assert.deepEqual(Object.keys(asks()).sort(), routesOf(faces).sort());
});

type Operation = {
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    schema?: { enum?: readonly string[] };
    example?: unknown;
  }[];
  requestBody?: { content: { 'application/json': { example: object } } };
};

/** What a system of the south asks of an operation, as the API's own description says how: each value that it may guess of the others. */
function asksOf({
  parameters = [],
  requestBody,
}: Operation): { query: Record<string, string>; body?: string }[] {
  const foreign = (text: string) =>
    [foreignCourse, sharedCourse].map((course) =>
      text.replaceAll('4711', subject).replaceAll(/https:[^"]*(?:id=|courses\/)12\b/g, course),
    );
  const guesses: Record<string, string[]> = {
    learner: [subject, 'unknown'],
    course: [foreignCourse, sharedCourse],
  };
  const asked = parameters.filter((one) => one.in === 'query');
  const usual = Object.fromEntries(
    asked.flatMap(({ name, required, example }) =>
      required ? [[name, guesses[name]?.[0] ?? `${example}`]] : [],
    ),
  );
  const queries = [
    usual,
    ...asked.flatMap(({ name, schema, example }) =>
      (guesses[name] ?? schema?.enum ?? [`${example ?? true}`]).map((value) => ({ ...usual, [name]: value })),
    ),
    ...others.map(({ _id }) => ({ ...usual, institutionId: `${_id}` })),
  ];
  const example = requestBody?.content['application/json'].example;
  const bodies = example ? foreign(JSON.stringify(example)) : [undefined];
  return queries.flatMap((query) => bodies.map((body) => ({ query, ...(body !== undefined && { body }) })));
}

for (const [path, methods] of Object.entries(openapi(publicUrl).paths))
  for (const [method, operation] of Object.entries(methods as Record<string, Operation>))
    test(`nothing of the others shows or changes, whatever a system of the south asks of ${method.toUpperCase()} /api${path}`, async () => {
      const south = await InstitutionModel.findOne({ name: 'Südwind' }).orFail().lean();
      const secret = await issueCredential(south._id, 'system', [], apiRights);
      const beforehand = await stored();
      let good = 0;
      for (const { query, body } of asksOf(operation)) {
        const answer = await patiently(() => {
          const asked = request(app)
            [method as 'get'](`/api${path}`)
            .query(query)
            .auth(secret, { type: 'bearer' })
            .set('X-Experience-API-Version', '1.0.3');
          return body === undefined ? asked : asked.type('json').send(body);
        });
        assert.ok(answer.status < 500, `${JSON.stringify(query)}: ${answer.status} ${answer.text}`);
        assert.doesNotMatch(`${answer.text}${JSON.stringify(answer.headers)}`, mark, JSON.stringify(query));
        if (answer.ok) good++;
      }
      assert.ok(good > 0, 'a request that is only refused shows nothing');
      assert.deepEqual(await stored(), beforehand);
    });

const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
const instructor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';
const mentor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor';
const administrator = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';

for (const [name, role, changes] of [
  ['learner', learner, {}],
  // Each is a person of their own, who waits where they ask faster than a person does (`fairShare`).
  ['learner who is in no course', learner, { sub: 'in-no-course', [claim.context]: undefined }],
  ['person without a name', learner, { sub: undefined }],
  ['parent', mentor, { sub: 'parent' }],
  ['teacher', instructor, { sub: 'teacher', ...deepLinking }],
  ['administrator', administrator, { sub: 'administrator' }],
] as const)
  test(`nothing of the others shows or changes, whatever a ${name} of the south asks for`, async () => {
    const cookie = await visit(role, changes);
    const beforehand = await stored();
    for (const [route, variants] of Object.entries(asks()))
      for (const ask of variants) {
        const answer = await patiently(() => ask(cookie));
        assert.ok(answer.status < 500, `${route}: ${answer.status}`);
        assert.doesNotMatch(`${answer.text}${JSON.stringify(answer.headers)}`, mark, route);
      }
    assert.deepEqual(await stored(), beforehand);
  });

test('the panel shows what is the south’s own, and a link that is its own, so the tests above would notice', async () => {
  const cookie = await visit(learner);
  assert.match((await get('/panel')(cookie)).text, /Südwind/);
  const south = await InstitutionModel.findOne({ name: 'Südwind' }).lean();
  const link = linkOf(south?._id as Types.ObjectId);
  assert.match((await get(`/panel?link=${link}`)(cookie)).text, /Nordlicht link/);
});

test('one user id is another learner at every school', () => {
  assert.equal(new Set(others.map((school) => learnerKeyOf(school, subject))).size, others.length);
});

for (const [name, login, code] of [
  ['another client', { clientId: 'north' }, 'audience-mismatch'],
  ['the same client at another issuer', { issuer: otherIssuer }, 'issuer-mismatch'],
  ['another deployment', { login: { lti_deployment_id: 'deployment-2' } }, 'deployment-mismatch'],
] as const)
  test(`a token of the south’s completes no login of ${name}`, async () => {
    const answer = await launchThrough(app, platform, {
      ...{ clientId: 'south', ...login },
      claims: { ...{ iss: platform.url, aud: 'south', sub: subject }, [claim.roles]: [learner] },
    });
    assert.equal(answer.status, 401);
    assert.match(answer.text, new RegExp(code));
  });

test('no query of a collection of institutions was without its institutionId', () => {
  assert.deepEqual(
    institutions.offences.filter(({ by }) => by !== 'test' && by !== 'purge'),
    [],
  );
  for (const collection of ['courses', 'enrolments', 'events', 'learners', 'sessions'])
    assert.ok(institutions.asked.has(collection), `${collection} was asked`);
});

// A STAND-IN for Canvas, no Canvas: it speaks the dialect of Canvas's documentation (developerdocs.instructure.com:
// "Registration", "LTI launch overview", "Placements", "Names and Role API"): the token asked for at registration and no
// deployment in its answer, endpoints on a host other than the issuer's, opaque context ids, variables that nobody knows
// sent as their own names, fifty members a page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { createTool } from '../../src/create-tool.ts';
import { claim } from '../../src/lti/claims.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { type StandInLms, startCanvas } from '../lti/registration/stand-in-lms.ts';
import { json, TestPlatform } from '../lti/test-platform.ts';
import { launchThrough, publicUrl, visitOf } from './launch-through.ts';

const clientId = '10000000000001';
const pageSize = 50;
const members = 121;
const role = {
  student: 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner',
  admin: 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
};

/** The school's own host: it registers tools. */
let school: StandInLms;
/** The host that all schools share: sign-in, keys, tokens; here its rosters too. */
let shared: TestPlatform;
let app: Express;
let close: () => Promise<void>;

before(async () => {
  const database = await openTestDatabase();
  school = await startCanvas();
  shared = await TestPlatform.start();
  Object.assign(school.configuration, {
    authorization_endpoint: `${shared.url}/authorize`,
    jwks_uri: `${shared.url}/jwks`,
    token_endpoint: `${shared.url}/token`,
  });
  shared.handlers.set('/members', (req, res) => {
    const page = Number(new URL(req.url ?? '', shared.url).searchParams.get('page') ?? 1);
    const first = (page - 1) * pageSize;
    const people = Array.from({ length: Math.min(pageSize, members - first) }, (_, i) => ({
      user_id: `user-${first + i}`,
      status: 'Active',
      name: `Person Number ${first + i}`,
      roles: [role.student],
    }));
    const link = (rel: string, at: number) => `<${shared.url}/members?page=${at}>; rel="${rel}"`;
    const links = [link('current', page), link('first', 1)];
    if (first + pageSize < members) links.push(link('next', page + 1));
    json(res, { members: people }, { Link: links.join(',') });
  });
  const log = pino({ level: 'silent' });
  const hosts = [school.host, new URL(shared.url).host];
  const config = {
    ...{ publicUrl, production: false, previousSecretKey: undefined, modelMemory: 2 ** 20 },
    ...{ privateLmsHosts: hosts, registrationAllow: hosts },
  };
  app = createApp(log, (await createTool(config, 's'.repeat(32), log)).faces);
  close = async () => {
    await Promise.all([school.close(), shared.close()]);
    await database.close();
  };
});
after(() => close());

function launch(placement: string, claims: Record<string, unknown>, deployment = shared.deploymentId) {
  return launchThrough(app, shared, {
    ...{ clientId, issuer: school.url },
    login: {
      ...{ deployment_id: deployment, lti_deployment_id: deployment },
      ...{ canvas_region: 'eu-central-1', canvas_environment: 'prod' },
      ...{ lti_storage_target: 'post_message_forwarding', lti_message_hint: 'an-opaque-hint' },
    },
    claims: {
      ...{ sub: 'user-7', [claim.deploymentId]: deployment },
      ...{ [claim.roles]: [role.student], [claim.canvasPlacement]: placement },
      [claim.toolPlatform]: { product_family_code: 'canvas', guid: 'north.canvas-lms' },
      [claim.custom]: {
        ...{ canvas_api_domain: 'north.instructure.com', canvas_course_id: '$Canvas.course.id' },
        canvas_term_name: '$Canvas.term.name',
      },
      ...claims,
    },
  });
}

const account = { id: 'account-opaque', type: ['Account'] };

test('it registers with the token on both requests; the first launch brings the deployment, another is refused', async () => {
  await request(app)
    .post('/lti/register')
    .type('form')
    .send({ openid_configuration: school.configurationUrl, registration_token: 'permission' })
    .expect(200);
  assert.deepEqual(
    school.received.map(({ authorization }) => authorization),
    school.received.map(() => 'Bearer permission'),
  );
  assert.equal((await InstitutionModel.findOne().lean())?.deploymentId, undefined);

  assert.equal((await launch('global_navigation', { [claim.context]: account })).status, 303);
  assert.equal((await InstitutionModel.findOne().lean())?.deploymentId, shared.deploymentId);

  const other = await launch('global_navigation', { [claim.context]: account }, 'another');
  assert.equal(other.status, 403);
});

test('course navigation: the panel of the course, its roster to the last page, its address on the school’s host', async () => {
  const answer = await launch('course_navigation', {
    [claim.context]: {
      id: 'opaque-1',
      title: 'Botany',
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    },
    [claim.namesAndRoles]: { context_memberships_url: `${shared.url}/members`, service_versions: ['2.0'] },
    [claim.custom]: { canvas_api_domain: 'north.instructure.com', canvas_course_id: '7' },
  });
  assert.equal(answer.headers['location']?.split('?')[0], '/panel');
  const course = { key: 'opaque-1' };
  for (let tries = 0; tries < 100; tries++) {
    if ((await EnrolmentModel.countDocuments({ course: course.key })) === members) break;
    await sleep(50);
  }
  assert.equal(await EnrolmentModel.countDocuments({ course: course.key }), members);
  assert.equal((await CourseModel.findOne(course).lean())?.url, 'https://north.instructure.com/courses/7');
  assert.equal((await request(app).get('/panel').set('Cookie', visitOf(answer))).status, 200);
});

for (const placement of ['global_navigation', 'user_navigation'])
  test(`${placement}: the panel, of no course`, async () => {
    const answer = await launch(placement, { [claim.context]: account });
    assert.equal(answer.headers['location']?.split('?')[0], '/panel');
    assert.equal(await CourseModel.exists({ key: account.id }), null);
    const page = await request(app).get('/panel').set('Cookie', visitOf(answer));
    assert.equal(page.status, 200);
  });

test('account navigation: the administrator finds the self-test', async () => {
  const answer = await launch('account_navigation', {
    [claim.context]: account,
    [claim.roles]: [role.admin],
  });
  const page = await request(app).get('/panel').set('Cookie', visitOf(answer));
  assert.match(page.text, /self-test/);
});

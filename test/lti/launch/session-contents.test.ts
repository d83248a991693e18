import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import request from 'supertest';
import { InstitutionModel } from '../../../models/institution.ts';
import { LearnerModel } from '../../../models/learner.ts';
import { placementClaim } from '../../../src/lms/canvas/launch.ts';
import { claim } from '../../../src/lti/claims.ts';
import { cookieOf, ToolUnderTest } from '../tool-under-test.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

async function visitOf(role: string) {
  const answer = await tool.launch({
    [claim.roles]: [role],
    [claim.namesAndRoles]: { context_memberships_url: `${tool.platform.url}/members` },
    [claim.toolPlatform]: { product_family_code: 'canvas' },
    [placementClaim]: 'course_navigation',
    [claim.custom]: { canvas_user_id: '7', next_courses_cards: '3' },
  });
  return (await request(tool.app).get('/panel').set('Cookie', cookieOf(answer))).body;
}

test('the address of the roster is kept for the visits of administrators alone, who may try it', async () => {
  const administrator = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';
  assert.equal((await visitOf(administrator)).contextMembershipsUrl, `${tool.platform.url}/members`);
  for (const role of ['Instructor', 'Learner'])
    assert.equal((await visitOf(role)).contextMembershipsUrl, undefined);
});

test('ids of a course and of a link that come as numbers are the ids as text', async () => {
  const answer = await tool.launch({
    [claim.context]: { id: 77, title: 'Botany', type: ['CourseSection'] },
    [claim.resourceLink]: { id: 5 },
  });
  assert.equal(answer.status, 303);
  assert.equal(tool.launches.at(-1)?.course?.key, '77');
});

test('a person’s number is the id that its digits are, and so is that of the deployment', async () => {
  for (const sub of ['101', 101 as unknown as string]) assert.equal((await tool.launch({ sub })).status, 303);
  const [asText, asNumber] = tool.launches.slice(-2);
  assert.ok(asText?.learner);
  assert.equal(asNumber?.learner, asText.learner);
  await InstitutionModel.updateOne({}, { deploymentId: '1' });
  assert.equal((await tool.launch({ [claim.deploymentId]: 1 })).status, 303);
  await InstitutionModel.updateOne({}, { deploymentId: tool.platform.deploymentId });
});

test('the course’s title is plain and in one language; what the platform wrote is kept for the writer of courses', async () => {
  for (const [title, label, plain, written] of [
    ['Botany', 'B1', 'Botany', undefined],
    ['Arts &amp; Crafts', 'ART1', 'Arts & Crafts', 'Arts &amp; Crafts'],
    [
      '{mlang en}Soil{mlang}{mlang de}Boden{mlang}',
      'S1',
      'Soil',
      '{mlang en}Soil{mlang}{mlang de}Boden{mlang}',
    ],
    ['<img src="x">', 'LAW', 'LAW', undefined],
    ['&nbsp;', undefined, '31', undefined],
  ] as const) {
    await tool.launch({ [claim.context]: { id: '31', type: ['CourseSection'], title, label } });
    const { course } = tool.launches.at(-1) ?? {};
    assert.deepEqual([course?.title, course?.titleAsWritten], [plain, written]);
  }
});

test('a visit is dark where the learner has chosen that in an earlier one', async () => {
  assert.equal((await visitOf('Learner')).look, undefined);
  const { institution, learner: key } = tool.launches.at(-1) ?? {};
  assert.ok(institution && key);
  await LearnerModel.create({ institutionId: institution._id, key, dark: true });
  assert.deepEqual((await visitOf('Learner')).look, { dark: true });
  await LearnerModel.deleteOne({ institutionId: institution._id, key });
});

test('a sub of 255 characters is a person', async () => {
  assert.equal((await tool.launch({ sub: 'u'.repeat(255) })).status, 303);
  assert.ok(tool.launches.at(-1)?.learner);
});

test('a launch says which placement it is from, where it is one that is known', async () => {
  await visitOf('Learner');
  assert.equal(tool.launches.at(-1)?.placement, 'course_navigation');
  await tool.launch({
    [claim.toolPlatform]: { product_family_code: 'canvas' },
    [placementClaim]: '<script>',
  });
  assert.equal(tool.launches.at(-1)?.placement, undefined);
});

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { JWTPayload } from 'jose';
import request from 'supertest';
import { claim } from '../../../src/lti/claims.ts';
import { cookieOf, ToolUnderTest } from '../tool-under-test.ts';

const seconds = () => Math.floor(Date.now() / 1000);

const tool = await ToolUnderTest.start();
after(() => tool.close());

describe('an accepted launch', () => {
  const roles = 'http://purl.imsglobal.org/vocab/lis/v2';
  const testUser = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
  for (const [name, changes, expected] of [
    ['an instructor', { [claim.roles]: [`${roles}/membership#Instructor`] }, { role: 'instructor' }],
    [
      'several roles',
      { [claim.roles]: [`${roles}/institution/person#Student`, `${roles}/membership#Instructor`] },
      { role: 'instructor' },
    ],
    [
      'a lecturer who is a learner here',
      { [claim.roles]: [`${roles}/institution/person#Instructor`, `${roles}/membership#Learner`] },
      { role: 'learner' },
    ],
    [
      'a sub-role',
      { [claim.roles]: [`${roles}/membership/Instructor#TeachingAssistant`] },
      { role: 'instructor' },
    ],
    [
      'an administrator',
      { [claim.roles]: [`${roles}/institution/person#Administrator`] },
      { role: 'administrator' },
    ],
    [
      'an administrator who is a learner here',
      { [claim.roles]: [`${roles}/institution/person#Administrator`, `${roles}/membership#Learner`] },
      { role: 'learner' },
    ],
    [
      'an administrator who teaches here',
      { [claim.roles]: [`${roles}/system/person#SysAdmin`, `${roles}/membership#Instructor`] },
      { role: 'administrator' },
    ],
    [
      'an administrator by a short role name',
      { [claim.roles]: ['Administrator', 'Learner'] },
      { role: 'administrator' },
    ],
    [
      'an observer (Canvas: a parent)',
      { [claim.roles]: [`${roles}/membership#Mentor`, `${roles}/institution/person#Observer`] },
      { role: 'observer' },
    ],
    [
      'an observer outside of a course',
      { [claim.roles]: [`${roles}/institution/person#Observer`] },
      { role: 'observer' },
    ],
    ['a mentor of a kind', { [claim.roles]: [`${roles}/membership/Mentor#Advisor`] }, { role: 'observer' }],
    [
      'who observes as a manager',
      { [claim.roles]: [`${roles}/membership/Manager#Observer`] },
      { role: 'observer' },
    ],
    [
      'a mentor who is a learner too',
      { [claim.roles]: [`${roles}/membership#Mentor`, `${roles}/membership#Learner`] },
      { role: 'learner' },
    ],
    [
      'a mentor who teaches too',
      { [claim.roles]: [`${roles}/membership#Mentor`, `${roles}/membership#Instructor`] },
      { role: 'instructor' },
    ],
    ['short role names', { [claim.roles]: ['Instructor'] }, { role: 'instructor' }],
    ['a short role name in small letters', { [claim.roles]: ['instructor'] }, { role: 'instructor' }],
    [
      'a role in small letters',
      { [claim.roles]: [`${roles}/membership#teachingassistant`] },
      { role: 'instructor' },
    ],
    ['a teacher by another word', { [claim.roles]: ['Teacher'] }, { role: 'instructor' }],
    ['a guest', { [claim.roles]: [`${roles}/institution/person#Guest`] }, { role: 'observer' }],
    [
      'a guest who learns',
      { [claim.roles]: [`${roles}/membership/Learner#GuestLearner`, 'Guest'] },
      { role: 'learner' },
    ],
    [
      'a test student (Canvas: Student View)',
      {
        [claim.roles]: [`${roles}/membership#Learner`, `${roles}/institution/person#Student`, testUser],
      },
      { role: 'testStudent', learner: undefined },
    ],
    [
      'a test student of whom no other role is said',
      { [claim.roles]: [testUser] },
      { role: 'testStudent', learner: undefined },
    ],
    [
      'a test student by short names',
      { [claim.roles]: ['Learner', 'TestUser'] },
      { role: 'testStudent', learner: undefined },
    ],
    [
      'a test student as LTI 1 would write it, in small letters',
      { [claim.roles]: ['urn:lti:role:ims/lis/Learner', 'urn:lti:sysrole:ims/lis/testuser'] },
      { role: 'testStudent', learner: undefined },
    ],
    [
      'a test student who is staff of the institution',
      {
        [claim.roles]: [`${roles}/membership#Learner`, `${roles}/institution/person#Instructor`, testUser],
      },
      { role: 'testStudent', learner: undefined },
    ],
    [
      'a test user who teaches',
      {
        [claim.roles]: [`${roles}/membership#Instructor`, testUser],
      },
      { role: 'instructor' },
    ],
    ['unknown roles', { [claim.roles]: ['http://example.org/Wizard'] }, { role: 'learner' }],
    ['an empty role list', { [claim.roles]: [] }, { role: 'learner' }],
    ['only an e-mail', { name: undefined }, {}],
    ['only a name', { email: undefined }, {}],
    ['no personal data', { name: undefined, email: undefined }, {}],
    ['no context', { [claim.context]: undefined }, { course: undefined }],
    ['Moodle’s site home', { [claim.context]: { id: '1', type: ['Group'] } }, { course: undefined }],
    ['Canvas’s account', { [claim.context]: { id: 'a', type: ['Account'] } }, { course: undefined }],
    [
      'a resource link only',
      { name: undefined, email: undefined, [claim.context]: undefined, [claim.roles]: [] },
      { role: 'learner', course: undefined },
    ],
    ['an anonymous person', { sub: undefined }, { learner: undefined }],
    [
      'a token that expired half a minute ago by this clock',
      { iat: seconds() - 90, exp: seconds() - 30 },
      { role: 'learner' },
    ],
    ['one audience in a list with azp', { aud: ['client-1'], azp: 'client-1' }, {}],
    [
      'a deep-linking request without target_link_uri',
      {
        [claim.messageType]: 'LtiDeepLinkingRequest',
        [claim.resourceLink]: undefined,
        [claim.targetLinkUri]: undefined,
        [claim.roles]: ['Instructor'],
        [claim.deepLinkingSettings]: { deep_link_return_url: 'https://lms.example/return' },
      },
      {},
    ],
  ] as [string, JWTPayload, Record<string, unknown>][])
    test(`is that of ${name}`, async () => {
      const answer = await tool.launch(changes);
      assert.equal(answer.status, 303, answer.text);
      const cookie = cookieOf(answer);
      const { body } = await request(tool.app).get('/panel').set('Cookie', cookie);
      for (const [key, value] of Object.entries(expected)) assert.equal(body[key], value);
    });
});

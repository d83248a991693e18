import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import request from 'supertest';
import { type Session, SessionModel } from '../../../models/session.ts';
import { claim } from '../../../src/lti/claims.ts';
import type { Selection } from '../../../src/lti/deep-linking/answer.ts';
import { hashOf } from '../../../src/lti/secrets/secret.ts';
import { cookieOf, ToolUnderTest } from '../tool-under-test.ts';

const instructor = ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'];
const returnUrl = 'https://lms.example/return?course=2';
const item = { type: 'ltiResourceLink', url: 'http://localhost:3000/panel', title: 'Next' } as const;

const tool = await ToolUnderTest.start();
after(() => tool.close());

/** A deep-linking launch with these settings; undefined removes one. */
function launch(settings: Record<string, unknown> = {}, changes: JWTPayload = {}) {
  return tool.launch({
    [claim.messageType]: 'LtiDeepLinkingRequest',
    [claim.resourceLink]: undefined,
    [claim.roles]: instructor,
    [claim.deepLinkingSettings]: {
      deep_link_return_url: returnUrl,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe', 'window'],
      ...settings,
    },
    ...changes,
  });
}

async function visit(settings?: Record<string, unknown>): Promise<Session> {
  const cookie = cookieOf(await launch(settings));
  const session = await SessionModel.findById(hashOf(cookie.split('=')[1] as string)).lean<Session>();
  return session as Session;
}

/** What the platform does with an answer: it knows the tool by its key set alone. */
async function verify(jwt: string) {
  const { body } = await request(tool.app).get('/lti/keys');
  return jwtVerify(jwt, createLocalJWKSet(body), {
    issuer: tool.platform.clientId,
    audience: tool.platform.url,
    algorithms: ['RS256'],
  });
}

async function answered(settings: Record<string, unknown>, selection: Selection = { items: [item] }) {
  const answer = await tool.lti.answerDeepLinking(await visit(settings), selection);
  return (await verify(answer.jwt)).payload;
}

describe('the answer to a deep-linking request', () => {
  test('is signed by a published key and says what the specification asks for', async () => {
    const answer = await tool.lti.answerDeepLinking(await visit({ data: 'csrf=1' }), { items: [item] });
    assert.equal(answer.returnUrl, returnUrl);
    const { payload, protectedHeader } = await verify(answer.jwt);
    assert.ok(protectedHeader.kid);
    const { iat = 0, exp = 0, nonce, ...rest } = payload;
    assert.ok(exp - iat > 0 && exp - iat <= 300, `valid for ${exp - iat} s`);
    assert.ok(iat <= Date.now() / 1000 - 10, 'a platform whose clock is some seconds behind takes it');
    assert.ok(typeof nonce === 'string' && nonce.length >= 32);
    assert.deepEqual(rest, {
      iss: tool.platform.clientId,
      aud: tool.platform.url,
      [claim.messageType]: 'LtiDeepLinkingResponse',
      [claim.version]: '1.3.0',
      [claim.deploymentId]: tool.platform.deploymentId,
      [claim.deepLinkingData]: 'csrf=1',
      [claim.contentItems]: [{ ...item, iframe: { height: 720 } }],
    });
  });

  test('is given once, of two at the same moment too', async () => {
    const session = await visit();
    const answers = await Promise.allSettled(
      [1, 2, 3].map(() => tool.lti.answerDeepLinking(session, { items: [item] })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
    const { reason } = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    assert.equal(reason.code, 'deep-linking-over');
  });

  for (const data of ['', '{"a":"é"}', ' two  spaces\n', 12345678901, 0.1, { $a: { 'b.c': [1, null] } }])
    test(`gives back data as it came: ${JSON.stringify(data)}`, async () => {
      assert.deepEqual((await answered({ data }))[claim.deepLinkingData], data);
    });

  test('has no data where none was sent', async () => {
    assert.ok(!(claim.deepLinkingData in (await answered({}))));
  });

  test('of somebody who chose nothing is an empty list with a message', async () => {
    const payload = await answered({}, { items: [], message: 'Nothing was added.' });
    assert.deepEqual(payload[claim.contentItems], []);
    assert.equal(payload[claim.deepLinkingMessage], 'Nothing was added.');
    assert.ok(!(claim.deepLinkingError in payload));
  });

  for (const [name, settings, items, outcome] of [
    ['a type that is accepted', { accept_types: ['link', 'ltiResourceLink'] }, 1, 'sent'],
    ['a type that is not accepted', { accept_types: ['link', 'file'] }, 1, 'refused'],
    ['no accepted types at all', { accept_types: undefined }, 1, 'refused'],
    ['accepted types that are no list', { accept_types: 'ltiResourceLink' }, 1, 'refused'],
    ['nothing, where nothing is accepted', { accept_types: [] }, 0, 'sent'],
    ['one, where several are accepted', { accept_multiple: true }, 1, 'sent'],
    ['two, where several are accepted', { accept_multiple: true }, 2, 'sent'],
    ['two, where one is accepted', { accept_multiple: false }, 2, 'refused'],
    ['two, where nothing is said', {}, 2, 'refused'],
    ['two, where something else is said', { accept_multiple: 'true' }, 2, 'refused'],
  ] as const)
    test(`items: ${name} → ${outcome}`, async () => {
      const sending = answered(settings, { items: Array(items).fill(item) });
      if (outcome === 'refused') await assert.rejects(sending, RangeError);
      else assert.equal(((await sending)[claim.contentItems] as unknown[]).length, items);
    });

  for (const [targets, expected] of [
    [['iframe', 'window'], { iframe: { height: 720 } }],
    [['frame', 'iframe'], { iframe: { height: 720 } }],
    [['window'], { window: { targetName: '_blank' } }],
    [['embed'], {}],
    [undefined, {}],
  ] as const)
    test(`targets ${targets}: ${JSON.stringify(expected)}`, async () => {
      const payload = await answered({ accept_presentation_document_targets: targets });
      assert.deepEqual(payload[claim.contentItems], [{ ...item, ...expected }]);
    });
});

describe('a deep-linking request', () => {
  const refused = (answer: request.Response, code: string) =>
    assert.match(answer.text, new RegExp(`<code>${code}</code>`));

  for (const role of ['Learner', 'Mentor'])
    test(`by a ${role.toLowerCase()} is refused`, async () => {
      const roles = [`http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`];
      const answer = await launch({}, { [claim.roles]: roles });
      assert.equal(answer.status, 403);
      refused(answer, 'deep-linking-for-staff');
    });

  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://lms.example/',
    '/return',
    'https:',
  ])
    test(`to be answered to ${address} is refused`, async () => {
      refused(await launch({ deep_link_return_url: address }), 'deep-linking-return-refused');
    });

  test('over http is for platforms on http alone', async () => {
    const { isReturnAddress } = await import('../../../src/lti/launch/checks.ts');
    assert.ok(isReturnAddress('http://lms.example/r', 'http://lms.example'));
    assert.ok(!isReturnAddress('http://lms.example/r', 'https://lms.example'));
    assert.ok(isReturnAddress('https://lms.example/r', 'https://lms.example'));
  });
});

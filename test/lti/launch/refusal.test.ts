import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { generateKeyPair } from 'jose';
import request from 'supertest';
import { claim } from '../../../src/lti/claims.ts';
import { ToolUnderTest } from '../tool-under-test.ts';
import { policyOf } from './answers.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

describe('a refusal', () => {
  const staff = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';

  test('tells a student what to do, and keeps the cause folded away', async () => {
    const { text } = await tool.launch({ [claim.deploymentId]: 'other' });
    assert.match(
      text,
      /<main[\s\S]*show this page to the people who run[\s\S]*<details >[\s\S]*npm run platform/,
    );
  });

  test('tells staff the cause first', async () => {
    const { text } = await tool.launch({ [claim.deploymentId]: 'other', [claim.roles]: [staff] });
    assert.match(text, /<main[\s\S]*npm run platform[\s\S]*<details open>/);
  });

  test('tells an observer no more than a student', async () => {
    const mentor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor';
    const { text } = await tool.launch({ [claim.deploymentId]: 'other', [claim.roles]: [mentor] });
    assert.match(text, /<details >/);
  });

  test('does not believe the roles of a token that was not verified', async () => {
    const { state, nonce, cookie } = await tool.begin();
    const { privateKey } = await generateKeyPair('RS256');
    const token = await tool.platform.sign(tool.claims(nonce, { [claim.roles]: [staff] }), {}, privateKey);
    assert.match((await tool.post({ id_token: token, state }, cookie)).text, /<details >/);
  });

  test('is in the log under the id that the page shows, with its code, and with nobody’s data', async () => {
    tool.log.length = 0;
    const { text } = await tool.launch({ [claim.deploymentId]: 'other' });
    const id = /Log entry: <code>([^<]+)</.exec(text)?.[1];
    const line = JSON.parse(tool.log[0] as string);
    assert.equal(tool.log.length, 1);
    assert.equal(line.correlationId, id);
    assert.equal(line.code, 'deployment-unknown');
    assert.doesNotMatch(tool.log.join(''), /Grace|grace@example|user-7|eyJ/);
  });
});

test('a refusal shows inside the frame of the platform it came from, and of any where that is not known', async () => {
  const refused = await tool.launch({ nonce: 'invented' });
  assert.match(policyOf(refused), new RegExp(`frame-ancestors ${tool.platform.url}$`));
  const begun = await tool.begin();
  for (const unknown of [
    await tool.login({ iss: 'https://nobody.example' }),
    await tool.post({ id_token: 'x', state: 'invented' }, undefined),
    await tool.post({ id_token: 'x', state: begun.state }, undefined),
    await request(tool.app).get('/lti/visit/unknown'),
    await request(tool.app).get('/panel'),
    await request(tool.app).get('/panel').set('Cookie', '__Host-nc-session=invented'),
  ])
    assert.match(policyOf(unknown), /frame-ancestors \*$/);
});

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { LtiLoginModel } from '../../../models/lti-login.ts';
import { SessionModel } from '../../../models/session.ts';
import { ToolUnderTest } from '../tool-under-test.ts';
import { assertRefused } from './answers.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

describe('a launch is refused with', () => {
  test('a state that was never issued', async () => {
    const { nonce, cookie } = await tool.begin();
    const token = await tool.platform.sign(tool.claims(nonce));
    assertRefused(await tool.post({ id_token: token, state: 'invented' }, cookie), 'state-unknown', 401);
  });

  test('a state that has expired', async () => {
    const { state, nonce, cookie } = await tool.begin();
    await LtiLoginModel.updateOne({ nonce }, { expiresAt: new Date(Date.now() - 1) });
    const token = await tool.platform.sign(tool.claims(nonce));
    assertRefused(await tool.post({ id_token: token, state }, cookie), 'state-unknown', 401);
  });

  test('a registration that was removed after the login', async () => {
    const { state, nonce, cookie } = await tool.begin();
    await LtiLoginModel.updateOne({ nonce }, { clientId: 'removed' });
    const token = await tool.platform.sign(tool.claims(nonce, { aud: 'removed' }));
    assertRefused(await tool.post({ id_token: token, state }, cookie), 'registration-unknown', 400);
  });

  test('the nonce of another login', async () => {
    const [mine, other] = [await tool.begin(), await tool.begin()];
    const token = await tool.platform.sign(tool.claims(other.nonce));
    assertRefused(
      await tool.post({ id_token: token, state: mine.state }, mine.cookie),
      'nonce-mismatch',
      401,
    );
  });

  test('a login that another browser began, or no cookie', async () => {
    const [mine, other] = [await tool.begin(), await tool.begin()];
    const token = await tool.platform.sign(tool.claims(mine.nonce));
    assertRefused(
      await tool.post({ id_token: token, state: mine.state }, other.cookie),
      'browser-mismatch',
      401,
    );
    assertRefused(
      await tool.post({ id_token: token, state: mine.state }, undefined),
      'browser-mismatch',
      401,
    );
  });

  test('a replay: of twenty at once, one gets in', async () => {
    const { state, nonce, cookie } = await tool.begin();
    const token = await tool.platform.sign(tool.claims(nonce));
    const sessions = await SessionModel.countDocuments();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => tool.post({ id_token: token, state }, cookie)),
    );
    assert.equal(answers.filter((answer) => answer.status === 303).length, 1);
    for (const answer of answers.filter((a) => a.status !== 303)) assertRefused(answer, 'state-used', 401);
    assert.equal(await SessionModel.countDocuments(), sessions + 1);
  });

  test('an error of the platform', async () => {
    const { state, cookie } = await tool.begin();
    assertRefused(await tool.post({ error: 'unauthorized_client', state }, cookie), 'platform-refused', 400);
    assert.match(tool.log.at(-1) ?? '', /"cause":"unauthorized_client"/);
    assertRefused(await tool.post({ error: 'Ada, ada@example.org', state }, cookie), 'platform-refused', 400);
    assert.doesNotMatch(tool.log.at(-1) ?? '', /cause|ada/i);
  });
});

import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { all, fails, SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

const refusal = (status: number, error: string, description?: string) => ({
  status,
  json: { error, ...(description && { error_description: description }) },
});

describe('a token address', () => {
  for (const toBasic of [
    refusal(401, 'invalid_client'),
    refusal(400, 'invalid_client'),
    refusal(400, 'invalid_request', 'client_id is missing'),
    refusal(422, 'invalid_client'),
    refusal(405, 'method not allowed'),
    // An error with the status of a success.
    refusal(200, 'invalid_client'),
  ])
    test(`that answers ${toBasic.status} ${toBasic.json.error} to Basic is given the client in the form`, async () => {
      await school.serve({ toBasic });
      await school.sync();
      assert.deepEqual(await school.states(), all);
      const [first, second] = school.service.tokenRequests;
      assert.match(`${first?.authorization}`, /^Basic /);
      assert.equal(second?.authorization, '');
      assert.deepEqual(second?.form, {
        grant_type: 'client_credentials',
        scope: 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly',
        client_id: 'client:1',
        client_secret: 's+cret',
      });
    });

  test('that takes Basic is never sent the secret in the form', async () => {
    await school.serve();
    await school.sync();
    assert.equal(school.service.tokenRequests.length, 1);
    assert.equal(school.service.tokenRequests[0]?.form['client_secret'], undefined);
  });

  test('that refuses both is quoted on both ways, without the secret', async () => {
    const toForm = refusal(400, 'invalid_client', 'Unknown client with s+cret\u0007 (ask ada@example.org)');
    await school.serve({ toBasic: refusal(401, 'invalid_client'), toForm });
    await fails(
      school.sync(),
      'token-refused',
      /answered 401 to HTTP Basic authentication\. It said “invalid_client”\. The token address answered 400 to client_id and client_secret in the form\. It said “invalid_client; Unknown client with … \(ask …”/,
    );
  });

  test('that refuses the scope is not asked in another way', async () => {
    await school.serve({ toBasic: refusal(400, 'invalid_scope', 'Not yours.') });
    await fails(
      school.sync(),
      'forbidden',
      /refuses the scope\. It said “invalid_scope; Not yours\.”\. Allow this client/,
    );
    assert.equal(school.service.tokenRequests.length, 1);
  });
});

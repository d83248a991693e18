import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { enrolment } from '../example-objects.ts';
import { fail, type StandInOptions } from '../stand-in-service.ts';
import { all, fails, SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

describe('bad answers', () => {
  const always =
    (answer: NonNullable<StandInOptions['before']>): StandInOptions['before'] =>
    (req, res, count) =>
      req.url?.includes('/enrollments') ? answer(req, res, count) : false;
  const refuse = (status: number, code: string) =>
    always((_req, res) => {
      fail(res, status, code);
      return true;
    });

  for (const [name, before, code, words] of [
    [
      '401',
      refuse(401, 'unauthorisedrequest'),
      'token-refused',
      /answered 401 \(unauthorisedrequest\) to enrollments/,
    ],
    [
      '403',
      refuse(403, 'forbidden'),
      'forbidden',
      /answered 403 \(forbidden\).*Allow this client the scope https.*readonly/,
    ],
    ['404', refuse(404, 'unknownobject'), 'not-found', /Check the address; asked was \/ims\/oneroster/],
    [
      'a code that is none of the specification',
      refuse(409, 'Ada Invented'),
      'answer-unusable',
      /answered 409 to enr/,
    ],
    ['429 without Retry-After', refuse(429, 'server_busy'), 'busy', /answered 429 4 times/],
    ['500', refuse(500, 'internal_server_error'), 'busy', /answered 500 4 times/],
    [
      '429 with a long Retry-After',
      always((_req, res) => {
        res.writeHead(429, { 'Retry-After': '3600' }).end();
        return true;
      }),
      'busy',
      /answered 429 and asks to wait/,
    ],
    [
      'HTML',
      always((_req, res) => {
        res.end('<html>Ada Invented');
        return true;
      }),
      'answer-unusable',
      /not JSON/,
    ],
    [
      'a truncated body',
      always((_req, res) => {
        res.writeHead(200, { 'Content-Length': '999' }).write('{"enrollments":[', () => res.destroy());
        return true;
      }),
      'unreachable',
      /did not answer/,
    ],
    [
      'a body that is too large',
      always((_req, res) => {
        res.end(`{"enrollments":["${'x'.repeat(2_100_000)}"]}`);
        return true;
      }),
      'answer-unusable',
      /too large/,
    ],
    [
      'another list',
      always((_req, res) => {
        res.end('{"users":[]}');
        return true;
      }),
      'answer-unusable',
      /without a list of them/,
    ],
    [
      'a redirect',
      always((_req, res) => {
        res.writeHead(302, { Location: 'https://elsewhere.example/' }).end();
        return true;
      }),
      'redirected',
      /redirect/,
    ],
  ] as const)
    test(`${name}: said in words, nobody is withdrawn, the next run completes it`, async () => {
      let isBad = false;
      await school.serve({ before: (...request) => isBad && (before?.(...request) ?? false) });
      await school.sync();
      isBad = true;
      await fails(school.sync(), code, words);
      const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
      assert.equal(run?.state, 'failed');
      assert.deepEqual(await school.states(), all);
      isBad = false;
      // As if the time that it asked for had passed.
      await SyncRunModel.updateMany({}, { $unset: { retryAt: 1 } });
      assert.equal((await school.sync()).counts.removed, 0);
      assert.deepEqual(await school.states(), all);
    });

  const forever = always((_req, res) => {
    const enrollments = [enrolment('E1', 'U1', 'C1')];
    res.setHeader('Link', '</>; rel="next"').end(JSON.stringify({ enrollments }));
    return true;
  });
  const fewer = always((_req, res) => {
    res.setHeader('X-Total-Count', '9').end('{"enrollments":[]}');
    return true;
  });
  for (const [name, before, words] of [
    ['the same page for ever', forever, /same enrollments again.*nothing counts as gone/],
    ['fewer than it says that there are', fewer, /more enrollments than it gave.*nothing counts as gone/],
  ] as const)
    test(`${name}: the run ends and says so, and nobody is withdrawn`, async () => {
      await school.serve();
      await school.sync();
      await school.serve({ ...(before && { before }) });
      assert.equal((await school.sync()).counts.removed, 0);
      const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
      assert.equal(run?.state, 'done');
      assert.match(run?.rejections?.[0]?.reason ?? '', words);
      assert.deepEqual(await school.states(), all);
    });

  test('a token that ends in the middle is replaced once', async () => {
    await school.serve({
      before: (_req, res, count) => {
        if (count === 3) fail(res, 401, 'unauthorisedrequest');
        return count === 3;
      },
    });
    await school.sync();
    assert.equal(school.service.tokenRequests.length, 2);
    assert.deepEqual(await school.states(), all);
  });

  test('Retry-After is waited for', async () => {
    school.waits.length = 0;
    await school.serve({
      before: (_req, res, count) => {
        if (count === 2) res.writeHead(429, { 'Retry-After': '3' }).end();
        return count === 2;
      },
    });
    await school.sync();
    assert.ok(
      school.waits.length === 1 &&
        (school.waits[0] as number) >= 3_000 &&
        (school.waits[0] as number) < 4_000,
    );
  });

  test('a token address that refuses', async () => {
    await school.serve();
    const refusing = { tokenUrl: `${school.service.url}/classes` };
    await fails(
      school.sync({ settings: refusing }),
      'token-refused',
      /token address answered 401 to HTTP Basic authentication\. .* answered 401 to client_id and client_secret in the form\. Check the client ID/,
    );
  });
});

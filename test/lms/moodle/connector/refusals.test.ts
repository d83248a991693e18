import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { Types } from 'mongoose';
import type { Institution } from '../../../../models/institution.ts';
import { newLearnerKey } from '../../../../models/learner-key.ts';
import { exception, Status, startMoodle } from './stand-in-moodle.ts';
import { standInSource } from './stand-in-source.ts';

const moodle = await startMoodle();
after(() => moodle.close());
beforeEach(() => {
  moodle.instead = () => undefined;
});

const institution = { _id: new Types.ObjectId(), learnerKey: newLearnerKey() } as unknown as Institution;

async function failure(answer: unknown, settings = {}) {
  moodle.instead = ({ function: name }) => (name === 'core_webservice_get_site_info' ? answer : undefined);
  const source = standInSource(institution, moodle.host, settings);
  const signal = new AbortController().signal;
  try {
    for await (const _ of source.pull({ signal, onProgress: () => {}, onReject: () => {} }));
  } catch (error) {
    return error as Error & { code: string; retryAfterMilliseconds?: number };
  }
  return assert.fail('it did not fail');
}

test('what Moodle refuses is said with the cure, and nothing of its words is quoted', async () => {
  for (const [errorcode, code, cure] of [
    ['invalidtoken', 'token-refused', /Manage tokens/],
    [
      'accessexception',
      'not-granted',
      /holds core_webservice_get_site_info.*other IP addresses.*webservice\/rest:use/,
    ],
    ['servicenotavailable', 'service-off', /External services/],
    ['nopermissions', 'forbidden', /Allow the role of the token’s account webservice\/rest:use/],
    ['wsaccessusersuspended', 'account-refused', /not suspended/],
    ['sitepolicynotagreed', 'account-refused', /site policy/],
    ['somethingelse', 'refused', /“somethingelse” to core_webservice_get_site_info/],
    ['<b>Wilhelmina</b>', 'refused', /“unknown”/],
  ] as const) {
    const error = await failure(exception(errorcode));
    assert.equal(error.code, code, errorcode);
    assert.match(error.message, cure);
    assert.doesNotMatch(error.message, /Wilhelmina/);
  }
});

test('maintenance and upgrades are waited for', async () => {
  for (const errorcode of ['sitemaintenance', 'upgraderunning']) {
    const error = await failure(exception(errorcode));
    assert.deepEqual([error.code, error.retryAfterMilliseconds], ['busy', 15 * 60_000]);
  }
});

test('web services that are off, a site that is no Moodle, pages instead of answers', async () => {
  const off = await failure(new Status(403));
  assert.deepEqual([off.code, /REST protocol/.test(off.message)], ['service-off', true]);
  assert.equal((await failure(new Status(404, '<html>'))).code, 'not-found');
  assert.equal((await failure(new Status(200, '<html>'))).code, 'answer-unusable');
  assert.equal((await failure({ siteurl: 'http://localhost:8080' })).code, 'answer-unusable');
  assert.equal((await failure(new Status(503))).code, 'busy');
});

test('an address as it is copied from the browser will do; one that is none will not', async () => {
  const paths = [
    '',
    '/',
    '/my/',
    '/login/index.php',
    '/index.php',
    '/webservice/rest/server.php',
    '/sub/',
    '/sub/my',
  ];
  for (const path of paths) {
    moodle.requests.length = 0;
    await failure(exception('invalidtoken'), { address: `http://${moodle.host}${path}` });
    const sub = path.startsWith('/sub') ? '/sub' : '';
    assert.equal(moodle.requests[0]?.path, `${sub}/webservice/rest/server.php`, path);
  }
  assert.equal((await failure(undefined, { address: 'moodle' })).code, 'address-refused');
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import request from 'supertest';
import { SessionModel } from '../../../models/session.ts';
import { directionOf, languages } from '../../../src/words/languages.ts';
import { languageOf, textsOf } from '../../words/page-texts.ts';
import { fieldOf, ToolUnderTest } from '../tool-under-test.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

const dataOf = (html: string, name: string) =>
  (new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

/** A login by a browser that keeps no cookie: what its page is told. */
async function beginWithoutCookie(parameters: Record<string, string> = {}) {
  const { text } = await tool.login({ cookie_asked: '1', ...parameters }, '').expect(200);
  const asked = new URL(dataOf(text, 'authorization')).searchParams;
  const state = asked.get('state') as string;
  const token = await tool.platform.sign(tool.claims(asked.get('nonce') as string));
  return { text, fields: { id_token: token, state }, proof: dataOf(text, 'proof') };
}

test('a browser without our cookie is given one and sent to the login again, once', async () => {
  const first = await tool.login({ lti_message_hint: 'message' }, '').expect(303);
  assert.match(
    String(first.headers['set-cookie']),
    /^__Host-nc-browser=.{43}; Path=\/; Max-Age=600; Secure; HttpOnly/,
  );
  const again = new URL(first.headers['location'] as string, 'http://localhost:3000');
  assert.equal(again.pathname, '/lti/login');
  assert.equal(again.searchParams.get('lti_message_hint'), 'message');
  const cookie = String(first.headers['set-cookie']).split(';')[0] as string;
  await request(tool.app)
    .get(again.pathname + again.search)
    .set('Cookie', cookie)
    .expect(302);
  await request(tool.app)
    .get(again.pathname + again.search)
    .expect(200);
});

test('the page of a browser that keeps no cookie may be framed, names the storage, and can send the login again', async () => {
  const { text } = await beginWithoutCookie({
    lti_storage_target: 'their_frame',
    lti_message_hint: 'message',
  });
  assert.equal(dataOf(text, 'origin'), tool.platform.url);
  assert.equal(dataOf(text, 'target'), 'their_frame');
  assert.equal(fieldOf(text, 'lti_message_hint'), 'message');
  assert.equal(fieldOf(text, 'cookie_asked'), undefined);
});

test('pages before a launch has named a language speak the browser’s', async () => {
  for (const { tag } of languages) {
    const { text } = await tool.login({ cookie_asked: '1' }, '').set('Accept-Language', tag).expect(200);
    assert.equal(languageOf(text), `lang="${tag}" dir="${directionOf(tag)}"`);
    assert.doesNotMatch(text, /<%|undefined|launch\.\w/);
    assert.equal(textsOf(text).includes('Open in a new window'), tag === 'en');
    const refused = await request(tool.app).get('/lti/launch').set('Accept-Language', tag);
    assert.equal(languageOf(refused.text), `lang="${tag}" dir="${directionOf(tag)}"`);
  }
});

test('a launch without cookie is asked for the proof; with it, it gets a visit whose secret is in no cookie and no address', async () => {
  const { fields, proof } = await beginWithoutCookie();
  const asked = await tool.post(fields, undefined).expect(200);
  assert.equal(fieldOf(asked.text, 'id_token'), fields.id_token);
  assert.doesNotMatch(asked.text, new RegExp(proof));
  assert.match(
    String(asked.headers['content-security-policy']),
    new RegExp(`frame-ancestors ${tool.platform.url}$`),
  );

  const launched = await tool.post({ ...fields, proof }, undefined).expect(200);
  const { id, secret, address } = launched.body as Record<string, string>;
  assert.equal(launched.headers['set-cookie'], undefined);
  assert.equal(address, '/panel');
  await request(tool.app).get('/panel').set('Authorization', `Bearer ${secret}`).expect(200);
  await request(tool.app).get('/panel').set('Authorization', `Bearer ${id}`).expect(401);
  await request(tool.app).get('/panel').expect(401);
  assert.doesNotMatch(JSON.stringify(await SessionModel.find().lean()), new RegExp(secret as string));

  const page = await request(tool.app).get(`/lti/visit/${id}`).expect(200);
  assert.match(
    String(page.headers['content-security-policy']),
    new RegExp(`frame-ancestors ${tool.platform.url}$`),
  );
  assert.match((await tool.post({ ...fields, proof }, undefined)).text, /<code>state-used</);
});

test('a proof is good for its own login, and for one that had no cookie', async () => {
  const [mine, other] = [await beginWithoutCookie(), await beginWithoutCookie()];
  for (const proof of ['', 'invented', other.proof]) {
    const answer = await tool.post({ ...mine.fields, proof }, undefined).expect(401);
    assert.match(answer.text, /<code>browser-mismatch</);
  }
  const { state, nonce } = await tool.begin();
  const token = await tool.platform.sign(tool.claims(nonce));
  for (const fields of [
    { id_token: token, state },
    { id_token: token, state, proof: mine.proof },
  ])
    assert.match((await tool.post(fields, undefined)).text, /<code>browser-mismatch</);
});

test('a token is verified before its launch is asked for the proof', async () => {
  const { fields } = await beginWithoutCookie();
  const token = await tool.platform.sign(tool.claims('invented'));
  assert.match((await tool.post({ ...fields, id_token: token }, undefined)).text, /<code>nonce-mismatch</);
});

test('the page of a visit that is over, unknown, or kept by a cookie says so', async () => {
  const { fields, proof } = await beginWithoutCookie();
  const { id } = (await tool.post({ ...fields, proof }, undefined)).body as Record<string, string>;
  await SessionModel.updateOne({ _id: id as string }, { endsAt: new Date(Date.now() - 1) });
  await tool.launch();
  const kept = await SessionModel.findOne({ storage: { $exists: false } }).lean();
  for (const unusable of [id, 'unknown', kept?._id])
    assert.match((await request(tool.app).get(`/lti/visit/${unusable}`).expect(401)).text, /session-missing/);
});

test('a visit whose page is reloaded by sending its launch again, as WebKit does, is read as any other reload', async () => {
  const { fields, proof } = await beginWithoutCookie();
  const { id } = (await tool.post({ ...fields, proof }, undefined)).body as Record<string, string>;
  const address = `/lti/visit/${id}?at=%2Fpanel%2Fdata`;
  const answer = await request(tool.app).post(address).type('form').send(fields).expect(303);
  assert.equal(answer.headers['location'], address);
  await request(tool.app).get(address).expect(200);
});

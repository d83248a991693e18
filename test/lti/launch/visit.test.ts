import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import request from 'supertest';
import { PassModel } from '../../../models/pass.ts';
import { SessionModel } from '../../../models/session.ts';
import { issueFileTicket } from '../../../src/lti/launch/file-ticket.ts';
import { cookieOf, ToolUnderTest } from '../tool-under-test.ts';
import { policyOf } from './answers.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

test('no page without a session, and none with an invented one', async () => {
  assert.equal((await request(tool.app).get('/panel')).status, 401);
  const invented = await request(tool.app).get('/panel').set('Cookie', '__Host-nc-session=invented');
  assert.match(invented.text, /open Recommended next courses again/);
  assert.equal(invented.status, 401);
});

test('a visit that is over is said to be over, inside the frame of its LMS', async () => {
  const cookie = cookieOf(await tool.launch());
  await SessionModel.updateMany({}, { endsAt: new Date(Date.now() - 1000) });
  const panel = await request(tool.app).get('/panel').set('Cookie', cookie);
  assert.equal(panel.status, 401);
  assert.match(policyOf(panel), new RegExp(`frame-ancestors ${tool.platform.url}$`));
});

test('a ticket stands for a visit in the address of its file alone, once, for a minute', async () => {
  await SessionModel.deleteMany({});
  await tool.launch();
  const [visit] = await SessionModel.find().lean();
  assert.ok(visit);
  const ticketFor = (path: string) => issueFileTicket(visit, path);
  const statusOf = async (ticket: string, path = '/panel/') =>
    (await request(tool.app).get(path).query({ ticket })).status;

  const ticket = await ticketFor('/panel/');
  assert.equal(await statusOf(ticket), 200);
  assert.equal(await statusOf(ticket), 401, 'it is used up');
  assert.equal(await statusOf(await ticketFor('/panel/data/download')), 401, 'it is for another file');
  const unsent = await ticketFor('/panel/');
  assert.equal((await request(tool.app).post('/panel/').query({ ticket: unsent })).status, 401);
  await PassModel.updateMany({ permits: 'file' }, { expiresAt: new Date(Date.now() - 1) });
  assert.equal(await statusOf(unsent), 401, 'it has expired');
  await SessionModel.updateMany({}, { endsAt: new Date(Date.now() - 1000) });
  assert.equal(await statusOf(await ticketFor('/panel/')), 401, 'the visit is over');
});

test('other routes of ltijs, and an ltik, lead nowhere', async () => {
  for (const path of ['/lti/register', '/lti/panel?ltik=x', '/lti/launch?ltik=x'])
    assert.equal((await request(tool.app).get(path)).status, 400, path);
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { after, beforeEach, describe, test } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { CourseModel } from '../../models/course.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { NoticeModel } from '../../models/notice.ts';
import { NoticeSettingModel } from '../../models/notice-setting.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import type { NoticeMail } from '../../src/administration/notices/mail-notice.ts';
import { NoticeSettings } from '../../src/administration/notices/notice-settings.ts';
import { Notices } from '../../src/administration/notices/notices.ts';
import type { OutgoingNotice } from '../../src/administration/notices/outgoing-notice.ts';
import { signatureHeader, signatureOf } from '../../src/administration/notices/post-notice.ts';
import { createSafeFetch } from '../../src/lti/safe-fetch/safe-fetch.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie } from './as-administrator.ts';
import { assertTranslated } from './assert-translated.ts';

const publicUrl = 'https://next.example';
const log = pino({ level: 'silent' });
const settings = new NoticeSettings('s'.repeat(32));
const database = await openTestDatabase();
let institution: Institution;

/** What a webhook was sent, and what it answers with. */
const received: { notice: OutgoingNotice; body: string; signature: string }[] = [];
let answer = 200;
const hook = createServer((req, res) => {
  let body = '';
  req.on('data', (piece) => {
    body += piece;
  });
  req.on('end', () => {
    received.push({
      notice: JSON.parse(body),
      body,
      signature: `${req.headers[signatureHeader.toLowerCase()]}`,
    });
    res.writeHead(answer).end('taken, and this is no JSON');
  });
});
const hookHost = await listening(hook);
const hookUrl = `http://${hookHost}/a-path-that-is-a-secret`;
const rules = { privateHosts: [hookHost], plainHttp: true };

/** A mail server that takes everything; the messages as they came. */
const mails: string[] = [];
let takesMail = true;
const mailServer = createTcpServer((socket) => {
  let isData = false;
  let rest = '';
  socket.write('220 mail.example\r\n');
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    rest += bytes;
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (isData) {
        if (line !== '.') mails.push(`${mails.pop() ?? ''}${line}\n`);
        else {
          isData = false;
          socket.write('250 taken\r\n');
        }
      } else if (/^DATA/i.test(line)) {
        isData = true;
        mails.push('');
        socket.write('354 go on\r\n');
      } else if (/^RCPT/i.test(line) && !takesMail) socket.write('550 it@example.org is nobody\r\n');
      else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else socket.write('250 good\r\n');
    }
  });
});
const mail: NoticeMail = {
  ...{ smtpUrl: `smtp://${await listening(mailServer)}?ignoreTLS=true`, from: 'next@example.org' },
  to: ['it@example.org', 'registry@example.org'],
};

after(async () => {
  hook.close();
  mailServer.close();
  await database.close();
});
beforeEach(async () => {
  await database.clear();
  received.length = 0;
  mails.length = 0;
  [answer, takesMail] = [200, true];
  const { _id: registration } = await createRegistration({ name: 'College' });
  institution = await createInstitution({ registration, deploymentId: '1' });
  const said = { institutionId: institution._id, source: 'csv', seenAt: new Date() };
  await CourseModel.create({ ...said, key: 'a', title: 'A' });
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const notices = (by?: NoticeMail) =>
  new Notices({
    ...{ publicUrl, settings, fetch: createSafeFetch(rules), mail: by, log },
    environment: { providers: [], connectors: [], fileSources: [] },
  });
const webhook = async (language = 'en') => {
  const secret = await settings.save(institution._id, { language, url: hookUrl });
  return secret as string;
};
const failTraining = async () => {
  const failed = { state: 'failed', startedAt: new Date(), error: 'Ada Brandt s3cret' } as const;
  await TrainingRunModel.create({ institutionId: institution._id, ...failed });
};
const mendTraining = () => TrainingRunModel.deleteMany({ institutionId: institution._id });
const kinds = () => received.map(({ notice: { kind, thing } }) => `${kind} ${thing}`);
const after24 = (hours: number) => new Date(Date.now() + hours * 3_600_000);

describe('what needs attention is told', () => {
  test('by a webhook, signed: once a day for as long as it is there, once when it is over, and no more', async () => {
    const secret = await webhook();
    const all = notices();
    await all.sendDue(institution, after24(0));
    assert.deepEqual(kinds(), [], 'nothing needs attention');
    await failTraining();
    await all.sendDue(institution, after24(0));
    await all.sendDue(institution, after24(23));
    assert.deepEqual(kinds(), ['notice model']);
    await all.sendDue(institution, after24(24.1));
    assert.deepEqual(kinds(), ['notice model', 'notice model']);
    await mendTraining();
    await all.sendDue(institution, after24(25));
    await all.sendDue(institution, after24(26));
    assert.deepEqual(kinds(), ['notice model', 'notice model', 'over model']);
    const [first, , over] = received;
    assert.match(first!.notice.text, /last training/i);
    assert.match(over!.notice.text, /^This is over: .*last training/i);
    assert.equal(first!.notice.address, `${publicUrl}/administration/institutions/${institution._id}/models`);
    const [, seconds = ''] = /^t=(\d+),v1=[0-9a-f]{64}$/.exec(first!.signature) ?? [];
    assert.equal(first!.signature, signatureOf(first!.body, secret, new Date(Number(seconds) * 1000)));
    assert.notEqual(first!.signature, signatureOf(first!.body, 'guessed', new Date(Number(seconds) * 1000)));
    assert.doesNotMatch(first!.body, /Ada|s3cret/, 'what the error said is not sent');
    assert.equal(await NoticeModel.countDocuments(), 1, 'remembered, so that it is not told twice a day');
    await all.sendDue(institution, after24(50));
    assert.equal(await NoticeModel.countDocuments(), 0);
  });

  test('not more than once a day where it comes and goes', async () => {
    await webhook();
    const all = notices();
    for (let hour = 0; hour < 20; hour += 2) {
      await failTraining();
      await all.sendDue(institution, after24(hour));
      await mendTraining();
      await all.sendDue(institution, after24(hour + 1));
    }
    assert.deepEqual(kinds(), ['notice model', 'over model']);
    await failTraining();
    await all.sendDue(institution, after24(24.5));
    assert.deepEqual(kinds().slice(2), ['notice model']);
  });

  test('again after it did not arrive; the home says so until it does', async () => {
    await webhook();
    answer = 500;
    await failTraining();
    const { _id } = await InstitutionModel.create({
      name: 'Waits',
      learnerKey: 'k',
      pendingSince: new Date(),
    });
    await notices().sendDue(institution, after24(0));
    assert.equal(received.length, 1, 'a server that fails is asked once in a round');
    const failures = async () => (await NoticeSettingModel.findOne().lean())?.failures;
    assert.deepEqual(
      [(await failures())?.webhook?.code, (await failures())?.webhook?.status],
      ['status', 500],
    );
    const app = administrationApp(publicUrl);
    const cookie = await administratorCookie(app, publicUrl);
    const home = async () =>
      (await request(app).get(`/administration/institutions/${institution._id}`).set('Cookie', cookie)).text;
    assert.match(await home(), /Notices to the webhook have not arrived since/);
    answer = 204;
    await notices().sendDue(institution, after24(0.1));
    assert.deepEqual(kinds().slice(1).sort(), ['notice approvals', 'notice model']);
    assert.equal(await failures().then((all) => all?.webhook), undefined);
    assert.doesNotMatch(await home(), /have not arrived/);
    await InstitutionModel.deleteOne({ _id });
  });

  test('in the language of the institution’s messages', async () => {
    await webhook('ar');
    await failTraining();
    await notices().sendDue(institution, after24(0));
    assert.equal(received[0]?.notice.language, 'ar');
    assert.match(received[0]?.notice.text ?? '', /\p{Script=Arabic}/u);
  });

  test('by e-mail, where it is set up: to everybody who is named, without names of people, an LMS that waits once', async () => {
    await failTraining();
    const other = await createInstitution({
      name: 'Second',
      registration: institution.registration!,
      deploymentId: '2',
    });
    await InstitutionModel.create({ name: 'Waits', learnerKey: 'k', pendingSince: new Date() });
    await notices(mail).sendDue(institution, after24(0));
    await notices(mail).sendDue(other, after24(0), { isFirst: false });
    assert.equal(mails.filter((text) => /approval/.test(text)).length, 1);
    const [one = ''] = mails.filter((text) => /models/.test(text));
    assert.match(one, /^To: it@example\.org, registry@example\.org$/m);
    assert.match(one, /^Subject: College: something needs attention$/m);
    assert.doesNotMatch(one, /Ada|s3cret/);
    await notices(mail).sendDue(institution, after24(1));
    assert.equal(mails.filter((text) => /models/.test(text)).length, 1);
    takesMail = false;
    await notices(mail).sendDue(institution, after24(30));
    assert.equal(
      (await NoticeSettingModel.findOne({ institutionId: institution._id }).lean())?.failures?.mail?.code,
      'mail',
    );
  });

  test('to nobody where nothing is set up', async () => {
    await failTraining();
    await notices().sendDue(institution, after24(0));
    assert.deepEqual([received.length, mails.length, await NoticeModel.countDocuments()], [0, 0, 0]);
  });
});

describe('the page', () => {
  let app: Express;
  let cookie: string;
  beforeEach(async () => {
    app = administrationApp(publicUrl, { rules }, [], mail);
    cookie = await administratorCookie(app, publicUrl);
  });
  const address = (path = '') => `/administration/institutions/${institution._id}/notices${path}`;
  const page = async (language = 'en') =>
    (await request(app).get(address()).set({ Cookie: cookie, 'Accept-Language': language }).expect(200)).text;
  const post = (path: string, fields: object, origin = publicUrl) =>
    request(app).post(address(path)).set({ Cookie: cookie, Origin: origin }).type('form').send(fields);

  test('saves an address that may be asked, shows its secret once, and records neither secret nor path', async () => {
    for (const [url, words] of [
      ['http://hook.example/x', /must begin with https/],
      ['https://127.0.0.1/x', /is not on the public Internet/],
      ['https://u:p@hook.example/x', /must not hold a name and a password/],
      ['hook', /is not a whole address/],
      ['ftp://hook.example', /must begin with https/],
      [`https://hook.example/${'x'.repeat(2_000)}`, /more than 2,000 characters/],
    ] as const)
      assert.match((await post('', { language: 'de', url }).expect(422)).text, words, url);
    await post('', { language: 'de', url: hookUrl }, 'https://evil.example').expect(403);
    assert.equal(await NoticeSettingModel.countDocuments(), 0);
    const saved = await post('', { language: 'de', url: hookUrl }).expect(201);
    const [, secret = ''] = /id="secret"[^>]* value="([\w-]{43})"/.exec(saved.text) ?? [];
    const stored = await NoticeSettingModel.findOne().lean();
    assert.deepEqual([stored?.language, stored?.webhook?.url], ['de', hookUrl]);
    assert.ok(secret && !JSON.stringify(stored).includes(secret), 'it is encrypted');
    assert.ok(!(await page()).includes(secret));
    await post('', { language: 'fr', url: hookUrl }).expect(303);
    assert.equal(
      settings.secretOf((await NoticeSettingModel.findOne().lean())!.webhook!),
      secret,
      'it stays',
    );
    const entries = JSON.stringify(await AuditEntryModel.find().lean());
    assert.match(entries, /notices-changed/);
    assert.ok(!entries.includes(secret) && !entries.includes('a-path'));
    await post('', { language: 'fr', url: '' }).expect(303);
    assert.equal((await NoticeSettingModel.findOne().lean())?.webhook, undefined);
  });

  test('sends a test by every way, and says which arrived', async () => {
    await webhook();
    const both = await post('/test', {}).expect(200);
    assert.match(both.text, /arrived at the webhook.*mail server has taken the test/s);
    assert.deepEqual([kinds(), mails.length], [['test undefined'], 1]);
    [answer, takesMail] = [404, false];
    const none = await post('/test', {}).expect(200);
    assert.match(none.text, /not arrived at the webhook.*mail server has not taken/s);
    assert.match(await page(), /The server answered .*404.*check SMTP_URL/s);
    assert.doesNotMatch(await page(), /it@example\.org/);
    app = administrationApp(publicUrl);
    await NoticeSettingModel.deleteMany({});
    assert.match((await post('/test', {}).expect(200)).text, /There is nowhere to send it/);
  });

  test('is for who is signed in, and in the reader’s language', async () => {
    await request(app).get(address()).expect(401);
    await webhook();
    answer = 500;
    await post('/test', {});
    await assertTranslated(page, ['College', 'E-mail', 'Webhook']);
  });
});

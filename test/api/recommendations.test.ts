import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { type Express, Router } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { ApiCredentialModel, type ApiRight } from '../../models/api-credential.ts';
import { CourseModel } from '../../models/course.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { LearnerModel, learnerKeyOf } from '../../models/learner.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import type { Session } from '../../models/session.ts';
import { SightingModel } from '../../models/sighting.ts';
import { createRecommendations } from '../../src/answering/recommend.ts';
import { createApi } from '../../src/api/create-api.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { createPanel } from '../../src/panel/create-panel.ts';
import { LastShown } from '../../src/panel/last-shown.ts';
import { LinkReferences } from '../../src/panel/link-references.ts';
import { panelRecords } from '../../src/panel/panel-records.ts';
import { ownData } from '../../src/panel/your-data-routes.ts';
import { object } from '../../src/privacy/objections.ts';
import { pause, resume } from '../../src/privacy/pauses.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import type { SyncRecord } from '../../src/sync/record.ts';
import { LiveModels } from '../../src/trained-models/live-models.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { smallCollege } from '../recommender/small-college.ts';
import { createInstitution } from '../support/institution.ts';
import { trained } from '../support/trained.ts';
import { noReads } from './no-reads.ts';

const publicUrl = 'https://next.example';
const moodle = 'https://moodle.college.example';
const log = pino({ level: 'silent' });
const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
let app: Express;
let secret: string;
/** Of whom the panel is. */
let visit: Partial<Session>;

const school = await createInstitution();
await synced(school, [...records()]);
await trained(school._id);
const recommendations = createRecommendations(new LiveModels(2 ** 30));

beforeEach(async () => {
  institution = (await InstitutionModel.findById(school._id).lean()) as Institution;
  const institutionId = institution._id;
  await ApiCredentialModel.deleteMany({ institutionId });
  await PanelSettingsModel.deleteMany({ institutionId });
  secret = await issue('recommendations');
  visit = {
    ...{ _id: 'visit', institutionId, learner: keyOf('ada'), role: 'learner', platformOrigins: [] },
    ...{ locale: 'de', expiresAt: new Date(Date.now() + 60_000) },
  };
  app = createApp(log, {
    '/api': createApi(publicUrl, log, (_req, _res, next) => next(), {
      ...noReads,
      recommend: recommendations.recommend,
    }),
    '/panel': Router().use(
      (_req, res, next) => {
        Object.assign(res.locals, { session: visit, locale: visit.locale });
        next();
      },
      createPanel({
        lastShown: new LastShown(),
        ...{ publicUrl, ...recommendations, records: panelRecords, ownData },
        ...{ issueFileTicket: async () => '', links: new LinkReferences('s'.repeat(32)) },
      }),
    ),
  });
});

function* records(): Generator<SyncRecord> {
  const { dataset, courses } = smallCollege(80);
  for (const [i, { title, description, categories }] of courses.entries())
    yield {
      kind: 'course',
      key: `c${i}`,
      title,
      description,
      categories,
      credits: 5,
      url: `${moodle}/course/view.php?id=${i}`,
    };
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    for (let i = dataset.offsets[learner]!; i < dataset.offsets[learner + 1]!; i++) {
      const at = new Date(1_700_000_000_000 + dataset.times[i]! * 1_000);
      yield { kind: 'enrolment', learner: `p${learner}`, course: `c${dataset.courses[i]}`, at };
    }
  const at = new Date(1_700_000_000_000);
  for (const learner of ['ada', 'bob', 'eve', 'gone'])
    for (const course of ['c2', 'c4', 'c11']) yield { kind: 'enrolment', learner, course, at };
}

function synced(of: Institution, all: readonly SyncRecord[]) {
  const now = new Date();
  return apply({ institution: of, source: 'moodle', records: all, seenAt: now, now });
}

const keyOf = (id: string) => learnerKeyOf(school, id);
const person = (id: string) => ({ institutionId: school._id, learner: keyOf(id) });
const issue = (...rights: ApiRight[]) => issueCredential(school._id, rights.join('-') || 'none', [], rights);
const ask = (query: object, language = 'de') =>
  request(app)
    .get('/api/recommendations')
    .auth(secret, { type: 'bearer' })
    .set('Accept-Language', language)
    .query(query);
const codeOf = async (query: object) => {
  const { status, body } = await ask(query);
  return [status, body.error?.code];
};
/** Titles and reasons of the panel's own cards, above the rows. */
async function inPanel(query: object = {}) {
  const { text } = await request(app).get('/panel').query(query).expect(200);
  const cards = text.matchAll(/<article class="card(?: is-saved)?">(.*?)<\/article>/gs);
  return Array.from(cards, ([, card = '']) => ({
    title: textOf(/<h3>(.*?)<\/h3>/s.exec(card)?.[1]),
    reasons: Array.from(card.matchAll(/<li>(.*?)<\/li>/gs), ([, reason]) => textOf(reason)),
  }));
}
const textOf = (html = '') =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
const asCards = (body: { recommendations: { title: string; reasons: { words: string }[] }[] }) =>
  body.recommendations.map(({ title, reasons }) => ({ title, reasons: reasons.map(({ words }) => words) }));

describe('recommendations for another system', () => {
  test('are the courses of the panel for the same reasons, in the reader’s language', async () => {
    await EventModel.create({ ...person('ada'), type: 'searched', text: 'compiler', at: new Date() });
    const shown = await inPanel();
    assert.ok(shown.length === 5 && shown.every(({ reasons }) => reasons.length > 0), JSON.stringify(shown));
    const { body, headers } = await ask({ learner: 'ada', home: moodle }).expect(200);
    assert.deepEqual(asCards(body), shown);
    assert.deepEqual([body.purpose, body.language, body.title], ['next', 'de', 'Empfohlene nächste Kurse']);
    assert.ok(body.recommendations.every(({ credits }: { credits?: number }) => credits === 5));
    assert.equal(headers['content-language'], 'de');
    assert.equal(headers['cache-control'], 'no-store');
    const arabic = (await ask({ learner: 'ada', language: 'ar' }).expect(200)).body;
    assert.deepEqual(
      arabic.recommendations.map(({ id }: { id: string }) => id),
      body.recommendations.map(({ id }: { id: string }) => id),
    );
    assert.match(arabic.recommendations[0].reasons[0].words, /\p{Script=Arabic}/u);
    assert.equal((await ask({ learner: 'ada' }, '*').expect(200)).body.language, 'en');
  });

  test('for what goes with the courses of now, and in a course, are as in the panel too', async () => {
    const supplements = await inPanel({ purpose: 'supplement' });
    const asked = await ask({ learner: 'ada', purpose: 'supplement' }).expect(200);
    assert.deepEqual(asCards(asked.body), supplements);
    visit.course = 'c3';
    const inCourse = await inPanel();
    for (const course of ['c3', `${moodle}/course/view.php?id=3`])
      assert.deepEqual(asCards((await ask({ learner: 'ada', course }).expect(200)).body), inCourse);
    assert.deepEqual(await codeOf({ learner: 'ada', course: 'c99' }), [404, 'course-unknown']);
  });

  test('are as many as are asked for, 1 to 20', async () => {
    for (const [count, length] of [
      [1, 1],
      [12, 12],
    ] as const)
      assert.equal((await ask({ learner: 'ada', count })).body.recommendations.length, length);
    for (const count of ['0', '21', 'x', '1.5', '-1', ''])
      assert.deepEqual(await codeOf({ learner: 'ada', count }), [400, 'count-invalid'], count);
  });

  test('follow what staff have set: blocked and pinned courses, their heading and line, the purpose, and off', async () => {
    const { body } = await ask({ learner: 'ada', course: 'c3' });
    const [first, , third] = body.recommendations.map(({ id }: { id: string }) => id);
    await PanelSettingsModel.create(
      { institutionId: school._id, blocked: [first], heading: 'Look', line: 'Ask me' },
      {
        ...{ institutionId: school._id, course: 'c3' },
        steered: [{ course: third, way: 'pin', note: 'It is new', at: new Date() }],
      },
    );
    visit.course = 'c3';
    const steered = (await ask({ learner: 'ada', course: 'c3' }).expect(200)).body;
    assert.deepEqual(asCards(steered), await inPanel());
    assert.deepEqual([steered.title, steered.line, steered.recommendations[0].id], ['Look', 'Ask me', third]);
    assert.match(steered.recommendations[0].reasons[0].words, /It is new/);
    assert.ok(!steered.recommendations.some(({ id }: { id: string }) => id === first));
    await PanelSettingsModel.updateOne({ institutionId: school._id, course: 'c3' }, { isOn: false });
    for (const learner of ['ada', 'nobody'])
      assert.deepEqual(await codeOf({ learner, course: 'c3' }), [403, 'panel-off']);
    await ask({ learner: 'ada' }).expect(200);
    await PanelSettingsModel.updateOne(
      { institutionId: school._id, course: { $exists: false } },
      { purpose: 'supplement' },
    );
    assert.equal((await ask({ learner: 'ada', purpose: 'next' })).body.purpose, 'supplement');
  });

  test('are of nobody who has paused, objects or was deleted, with one answer for all of them; an unknown id is 404', async () => {
    await pause(person('bob'));
    const paused = await ask({ learner: 'bob' });
    assert.deepEqual([paused.status, paused.body.error.code], [403, 'not-personal']);
    await object(person('gone'));
    assert.deepEqual((await ask({ learner: 'gone' })).body, paused.body);
    await resume(person('bob'));
    await ask({ learner: 'bob' }).expect(200);
    assert.deepEqual(await codeOf({ learner: 'nobody-here' }), [404, 'learner-unknown']);
    assert.equal(await LearnerModel.countDocuments({ ...person('x'), key: keyOf('nobody-here') }), 0);
  });

  test('are of an id of the LMS alone: no e-mail address, no id of many, no other system', async () => {
    for (const [query, code] of [
      [{}, 'learner-missing'],
      [{ learner: '' }, 'learner-invalid'],
      [{ learner: 'ada@college.example' }, 'learner-invalid'],
      [{ learner: '1.23457E+11' }, 'learner-invalid'],
      [{ learner: 'null' }, 'learner-invalid'],
      [{ learner: ['ada', 'bob'] }, 'parameter-repeated'],
      [{ learner: 'ada', cuont: '3' }, 'parameter-unknown'],
      [{ learner: 'ada', purpose: 'last' }, 'purpose-invalid'],
      [{ learner: 'ada', language: '!' }, 'language-invalid'],
      [{ learner: 'ada', home: 'https://other.example' }, 'home-foreign'],
    ] as const)
      assert.deepEqual(await codeOf(query), [400, code], JSON.stringify(query));
    await ask({ learner: 'ada', home: moodle }).expect(200);
    secret = await issueCredential(school._id, 'portal', ['https://portal.example'], ['recommendations']);
    assert.deepEqual(await codeOf({ learner: 'ada', home: moodle }), [400, 'home-foreign']);
    await ask({ learner: 'ada', home: 'https://portal.example' }).expect(200);
  });

  test('leave no trace: no sighting, no event, and no draw by chance where exploration is on', async () => {
    await PanelSettingsModel.create({ institutionId: school._id, blocked: [], exploration: 0.5 });
    const before = await EventModel.countDocuments({ institutionId: school._id });
    // In the panel every second of them would have a card that was drawn.
    for (const learner of ['eve', ...Array.from({ length: 15 }, (_, i) => `p${i}`)]) {
      const { body } = await ask({ learner, course: 'c2' }).expect(200);
      const kinds = body.recommendations.flatMap(({ reasons }: { reasons: { kind: string }[] }) =>
        reasons.map(({ kind }) => kind),
      );
      assert.ok(kinds.length > 0 && !kinds.includes('chance'), learner);
    }
    assert.equal(await EventModel.countDocuments({ institutionId: school._id }), before);
    assert.equal(await SightingModel.countDocuments(person('eve')), 0);
    visit.learner = keyOf('eve');
    await inPanel();
    assert.ok((await EventModel.countDocuments({ institutionId: school._id })) > before, 'the panel does');
  });

  test('need a secret with that right: one that was issued before there were rights, or for events, reads nothing', async () => {
    const send = () =>
      request(app)
        .post('/api/xapi/statements')
        .auth(secret, { type: 'bearer' })
        .set('X-Experience-API-Version', '1.0.3')
        .send([]);
    assert.equal((await send()).body.error.code, 'right-missing');
    secret = await issue('events');
    assert.deepEqual(await codeOf({ learner: 'ada' }), [403, 'right-missing']);
    await ApiCredentialModel.updateMany({ institutionId: school._id }, { $unset: { rights: 1 } });
    assert.deepEqual(await codeOf({ learner: 'ada' }), [403, 'right-missing']);
    assert.equal((await send()).status, 200);
    secret = 'guessed';
    assert.deepEqual(await codeOf({ learner: 'ada' }), [401, 'credential-unknown']);
    secret = await issue('events', 'recommendations');
    await ask({ learner: 'ada' }).expect(200);
  });

  test('of another institution are not read with it', async () => {
    const other = await createInstitution({ name: 'Other' });
    const said = { institutionId: other._id, source: 'csv', seenAt: new Date() };
    await CourseModel.create({ ...said, key: 'c1', title: 'Elsewhere' });
    secret = await issueCredential(other._id, 'portal', [], ['recommendations']);
    assert.deepEqual(await codeOf({ learner: 'ada' }), [404, 'learner-unknown']);
  });
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { claim } from '../../src/lti/claims.ts';
import { SteeringApp, unchanged, type Visit } from './steering-app.ts';

let app: SteeringApp;
let staff: Visit;
const titles = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`c${i}`, `Course ${i}`]));

before(async () => {
  app = await SteeringApp.start();
  await app.teach({ net: 'Networks', data: 'Databases', ...titles });
});
after(() => app.close());
beforeEach(async () => {
  await PanelSettingsModel.deleteMany({ institutionId: app.institution._id });
  await AuditEntryModel.deleteMany({ institutionId: app.institution._id });
  staff = await app.visit('instructor');
});

const page = '/teaching/panel?course=net';
const save = (visit: Visit, fields: Record<string, string>, course = 'net') =>
  visit.post(`/teaching/panel/settings?course=${course}`, { ...unchanged, ...fields });
const cardsOf = (html: string) => html.split('<article class="card').length - 1;
const headingOf = (html: string) => /<h1>\s*(.*?)\s*<\/h1>/s.exec(html)?.[1]?.replaceAll(/<[^>]*>/g, '');
const stored = (course: string | undefined = 'net') =>
  PanelSettingsModel.findOne({
    institutionId: app.institution._id,
    course: course ?? { $exists: false },
  }).lean();
const panelOf = async (role: 'learner' | 'observer' | 'instructor', course?: string) => {
  const visit = await app.visit(role, course === undefined ? {} : { course });
  return visit.get(visit.address);
};

describe('settings of the panel in a course', () => {
  test('staff come to them from the panel, and students see what they set', async () => {
    assert.match((await staff.get('/panel')).text, /href="\/teaching\/panel\?course=net"/);
    const first = await staff.get(page);
    assert.equal(first.status, 200);
    assert.match(first.text, /Networks/);
    assert.match(first.text, /Not changed yet/);
    const line = 'Pick before 11 January; <b>ask</b> me.';
    const answer = await save(staff, { cards: '3', heading: 'Your next steps', line });
    assert.equal(answer.status, 303);
    const after = await staff.get((answer.headers['location'] as string).split('#')[0] as string);
    assert.match(after.text, /The settings are saved/);
    assert.match(after.text, /Last changed on [^<]+ by the course team/);
    const seen = (await panelOf('learner')).text;
    assert.equal(headingOf(seen), 'Your next steps');
    assert.match(seen, /Pick before 11 January; &lt;b&gt;ask&lt;\/b&gt; me\./);
    assert.equal(cardsOf(seen), 3);
    const other = (await panelOf('learner', 'data')).text;
    assert.equal(headingOf(other), 'Recommended next courses');
    assert.equal(cardsOf(other), 5);
  });

  test('switched off, students and observers read so and are shown nothing; staff still see the page', async () => {
    await save(staff, { isOn: '' });
    for (const role of ['learner', 'observer'] as const) {
      const seen = (await panelOf(role)).text;
      assert.match(seen, /The teacher has switched off suggestions in this course/);
      assert.equal(cardsOf(seen), 0);
      assert.match(seen, /href="\/panel\/data\?of=/, 'what is stored of them stays theirs');
    }
    const learner = await app.visit('learner');
    for (const page of ['search?q=net', 'why?course=net', 'plan', 'path', 'profile', 'saved', 'hidden']) {
      const { status, text } = await learner.get(`/panel/${page}`);
      assert.deepEqual([status, page, /has switched off suggestions/.test(text)], [200, page, true]);
    }
    assert.doesNotMatch((await learner.get('/panel/data')).text, /has switched off suggestions/);
    const seen = (await panelOf('instructor')).text;
    assert.match(seen, /Switched off: students of this course do not see this page/);
    assert.equal(cardsOf(seen), 5);
    assert.equal(cardsOf((await panelOf('learner', 'data')).text), 5);
  });

  test('what goes alongside replaces next courses, and nobody picks another', async () => {
    assert.match((await panelOf('learner')).text, /href="\/panel\?purpose=supplement"/);
    await save(staff, { purpose: 'supplement' });
    const learner = await app.visit('learner');
    for (const address of ['/panel', '/panel?purpose=next']) {
      const { text } = await learner.get(address);
      assert.equal(headingOf(text), 'To go with your courses now');
      assert.doesNotMatch(text, /class="tabs purposes"/);
    }
  });

  test('the link goes before the course, the course before the institution, and that before the defaults', async () => {
    const { _id: institutionId } = app.institution;
    await PanelSettingsModel.create({ institutionId, cards: 2, heading: 'Of the college', line: 'Welcome' });
    const seen = async (custom?: Record<string, string>) => {
      const visit = await app.visit('learner', custom ? { claims: { [claim.custom]: custom } } : {});
      const { text } = await visit.get(visit.address);
      return [cardsOf(text), headingOf(text), /<p class="from-staff"><bdi>(.*?)</.exec(text)?.[1]];
    };
    assert.deepEqual(await seen(), [2, 'Of the college', 'Welcome']);
    await save(staff, { cards: '4', heading: 'Of the college', line: '' });
    assert.deepEqual(await seen(), [4, 'Of the college', undefined]);
    assert.deepEqual(
      await seen({
        next_courses_cards: '1',
        next_courses_purpose: 'next',
        next_courses_title: 'Of the link',
      }),
      [1, 'Of the link', undefined],
    );
    const kept = await stored();
    assert.deepEqual([kept?.cards, kept?.heading, kept?.line], [4, undefined, ''], 'the rest follows');
    await PanelSettingsModel.updateOne({ institutionId, course: { $exists: false } }, { heading: 'Anew' });
    assert.deepEqual(await seen(), [4, 'Anew', undefined]);
  });

  test('the institution may switch all off, and a course on', async () => {
    await PanelSettingsModel.create({ institutionId: app.institution._id, isOn: false });
    assert.match((await panelOf('learner')).text, /Your institution has switched suggestions off/);
    await save(staff, {});
    assert.equal(cardsOf((await panelOf('learner')).text), 5);
    assert.equal(cardsOf((await panelOf('learner', 'data')).text), 0);
  });

  test('languages and exploration are set for this course alone', async () => {
    await save(staff, { ownLanguagesOnly: 'yes', exploration: '0.2' });
    const kept = await stored();
    assert.deepEqual([kept?.ownLanguagesOnly, kept?.exploration], [true, 0.2]);
    await save(staff, { exploration: '0.5' });
    assert.equal((await stored())?.exploration, 0.2, 'what the form does not offer changes nothing');
  });

  test('too long a text is refused in place, and nothing is stored', async () => {
    const answer = await save(staff, { heading: 'x'.repeat(81), line: 'y'.repeat(201), cards: '7' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /at most 80 characters/);
    assert.match(answer.text, /at most 200 characters/);
    assert.match(answer.text, /value="7" selected/);
    assert.equal(await stored(), null);
  });

  test('who changed what is in the audit, by pseudonym, and nothing where nothing changed', async () => {
    await save(staff, { cards: '3' });
    await save(staff, { cards: '3' });
    const entries = await AuditEntryModel.find({ institutionId: app.institution._id }).lean();
    assert.deepEqual(
      entries.map(({ by, role, what, panel, values }) => ({ by, role, what, panel, values })),
      [
        {
          ...{ by: learnerKeyOf(app.institution, 'instructor'), role: 'instructor' },
          ...{ what: 'panel-settings', panel: 'net', values: { cards: 3 } },
        },
      ],
    );
  });

  test('from deep linking: the form begins with what the course has, and a link leads to the settings', async () => {
    await save(staff, { cards: '3', purpose: 'supplement' });
    const adding = await app.visit('instructor', {
      claims: {
        [claim.messageType]: 'LtiDeepLinkingRequest',
        [claim.deepLinkingSettings]: {
          deep_link_return_url: 'http://127.0.0.1/return',
          accept_types: ['ltiResourceLink'],
          accept_presentation_document_targets: ['iframe'],
        },
      },
    });
    const form = (await adding.get('/teaching/add')).text;
    assert.match(form, /name="cards" value="3"/);
    assert.match(form, /value="supplement"[^>]*checked/);
    assert.match(form, /href="\/teaching\/panel\?course=net"/);
    assert.match((await adding.get(page)).text, /href="\/teaching\/add"/);
  });
});

describe('whoever is not staff of the course', () => {
  for (const [name, role, course] of [
    ['a learner of it', 'learner', 'net'],
    ['an observer of it', 'observer', 'net'],
    ['staff of another course', 'instructor', 'data'],
    ['an administrator in another course', 'administrator', 'data'],
  ] as const)
    test(`${name} gets 403, and nothing changes`, async () => {
      await save(staff, { cards: '3' });
      const before = await stored();
      const visit = await app.visit(role, { course, sub: 'somebody' });
      for (const answer of [await visit.get(page), await save(visit, { cards: '9' })]) {
        assert.equal(answer.status, 403);
        assert.match(answer.text, /not-staff-here/);
        assert.doesNotMatch(answer.text, /Networks/);
      }
      assert.deepEqual(await stored(), before);
      assert.equal(await AuditEntryModel.countDocuments({ institutionId: app.institution._id }), 1);
    });

  test('staff without a course have no panel to steer', async () => {
    const visit = await app.visit('instructor', { claims: { [claim.context]: undefined } });
    assert.equal((await visit.get('/teaching/panel')).status, 403);
    assert.doesNotMatch((await visit.get('/panel')).text, /\/teaching\/panel/);
  });

  test('a form that was made for somebody else changes nothing', async () => {
    const form = (await staff.get(page)).text;
    const action = /action="([^"]*settings[^"]*)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') as string;
    const colleague = await app.visit('instructor', { sub: 'colleague' });
    assert.equal((await colleague.post(action, { ...unchanged, cards: '9' })).status, 409);
    assert.equal((await staff.post(action, { ...unchanged, cards: '9' })).status, 303);
  });
});

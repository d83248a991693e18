import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Express, Router } from 'express';
import { decodeJwt, type JWTPayload } from 'jose';
import { pino } from 'pino';
import request from 'supertest';
import { claim } from '../../src/lti/claims.ts';
import type { ResourceLinkItem } from '../../src/lti/deep-linking/content-item.ts';
import { issueFileTicket } from '../../src/lti/launch/file-ticket.ts';
import { requireSession } from '../../src/lti/launch/session.ts';
import { createPanel } from '../../src/panel/create-panel.ts';
import { LastShown } from '../../src/panel/last-shown.ts';
import { LinkReferences } from '../../src/panel/link-references.ts';
import { launchAddress } from '../../src/panel/panel-address.ts';
import { createTeaching } from '../../src/teaching/create-teaching.ts';
import { createApp } from '../../src/web/create-app.ts';
import { directionOf, languages } from '../../src/words/languages.ts';
import { cookieOf, fieldOf, publicUrl, ToolUnderTest } from '../lti/tool-under-test.ts';
import { exampleCourses } from '../panel/example-courses.ts';
import { FakeCollege } from '../panel/fake-college.ts';
import { languageOf, textsOf } from '../words/page-texts.ts';
import { unusedSteering } from './unused-steering.ts';

const links = new LinkReferences('s'.repeat(32));
let tool: ToolUnderTest;
let app: Express;
let college: FakeCollege;

before(async () => {
  tool = await ToolUnderTest.start(({ deepLinking, institution, course, custom }) =>
    deepLinking ? '/teaching/add' : launchAddress(institution._id, course?.key, custom, links),
  );
});
after(() => tool.close());

beforeEach(() => {
  college = new FakeCollege(exampleCourses());
  const { recommend } = college;
  app = createApp(pino({ level: 'silent' }), {
    '/panel': Router().use(
      requireSession,
      createPanel({
        lastShown: new LastShown(),
        publicUrl,
        overview: college.overviewOf(recommend),
        search: college.search,
        explain: college.explain,
        goalPath: college.goalPath,
        plan: college.coursePlan,
        matches: college.matches,
        inOtherLanguages: college.inOtherLanguages,
        presumedLanguages: college.presumedLanguages,
        records: college,
        ownData: college,
        issueFileTicket,
        links,
      }),
    ),
    '/teaching': Router().use(
      requireSession,
      createTeaching({ publicUrl, ...unusedSteering, recommend, answer: tool.lti.answerDeepLinking }),
    ),
  });
});

async function begin(settings: Record<string, unknown> = {}, presentation: Record<string, unknown> = {}) {
  const launched = await tool.launch({
    [claim.messageType]: 'LtiDeepLinkingRequest',
    [claim.resourceLink]: undefined,
    [claim.roles]: ['Instructor'],
    [claim.launchPresentation]: presentation,
    [claim.deepLinkingSettings]: {
      deep_link_return_url: 'https://lms.example/return?a=1&b="2',
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe'],
      ...settings,
    },
  });
  assert.equal(launched.headers['location'], '/teaching/add');
  const cookie = cookieOf(launched);
  return {
    show: () => request(app).get('/teaching/add').set('Cookie', cookie),
    send: (fields: Record<string, string>, origin = publicUrl) =>
      request(app).post('/teaching/add').set({ Cookie: cookie, Origin: origin }).type('form').send(fields),
  };
}

function answerIn(page: request.Response): JWTPayload {
  const [, jwt] = /name="JWT" value="([^"]+)"/.exec(page.text) ?? [];
  assert.ok(jwt, page.text);
  return decodeJwt(jwt);
}

async function add(fields: Record<string, string>): Promise<ResourceLinkItem> {
  const { send } = await begin();
  const [item] = answerIn(await send({ choice: 'add', ...fields }))[claim.contentItems] as ResourceLinkItem[];
  return item as ResourceLinkItem;
}

/** A learner opens the link, as the platform made it of the item. */
async function open(item: ResourceLinkItem, changes: JWTPayload = {}) {
  const launched = await tool.launch({ [claim.custom]: { ...item.custom }, ...changes });
  return { address: launched.headers['location'] as string, cookie: cookieOf(launched) };
}

const page = ({ address, cookie }: { address: string; cookie: string }) =>
  request(app).get(address).set('Cookie', cookie);
const headingOf = ({ text }: request.Response) => /<h1>(.*?)<\/h1>/.exec(text)?.[1];
const cardsOf = ({ text }: request.Response) => text.split('<article class="card">').length - 1;

describe('adding a link to a course', () => {
  test('the page shows the form and what students would see', async () => {
    const { show, send } = await begin();
    const first = await show();
    assert.equal(first.status, 200);
    assert.match(first.text, /<h1>Add recommended courses<\/h1>/);
    const preview = await send({
      choice: 'preview',
      cards: '2',
      purpose: 'next',
      title: 'A <b>new</b> title',
    });
    assert.equal(cardsOf(preview), 2);
    assert.match(preview.text, /class="seen-title"><bdi>A &lt;b&gt;new&lt;\/b&gt; title/);
    assert.match(preview.text, /<p class="reason">/, 'with the reason, as students see it');
  });

  test('the preview is asked for as the invented student who was chosen, and says whose eyes it looks through', async () => {
    const { show, send } = await begin();
    assert.match((await show()).text, /in the second year, who takes this course now/);
    const looked = await send({ choice: 'preview', cards: '2', look: 'new' });
    assert.match(looked.text, /name="look" value="new" aria-current="true"/);
    assert.equal(fieldOf(looked.text, 'student'), 'new');
    const again = await send({ choice: 'preview', cards: '3', student: 'nearTheEnd' });
    assert.match(again.text, /near the end, who takes this course now/);
  });

  test('the answer goes to the platform alone, with a button for browsers without scripts', async () => {
    const { send } = await begin();
    const answer = await send({ choice: 'add', cards: '3', purpose: 'next', title: '' });
    const policy = answer.headers['content-security-policy'] as string;
    assert.match(policy, /form-action 'self' https:\/\/lms\.example;/);
    assert.match(answer.text, /action="https:\/\/lms\.example\/return\?a=1&amp;b=(%22|&#34;)2"/);
    assert.match(answer.text, /<button class="main" type="submit">/);
    assert.match(answer.headers['cache-control'] as string, /no-store/);
  });

  test('speaks the language of the launch, and calls the link by it', async () => {
    const { show, send } = await begin({}, { locale: 'de' });
    const { text } = await show();
    assert.equal(languageOf(text), 'lang="de" dir="ltr"');
    assert.match(text, /<h1>Empfohlene Kurse hinzufügen<\/h1>/);
    assert.match(text, /placeholder="Empfohlene nächste Kurse"/);
    assert.match((await send({ choice: 'add', cards: '11' })).text, /eine ganze Zahl von 1 bis 10/);
    const answer = answerIn(await send({ choice: 'add', cards: '3', purpose: 'next', title: '' }));
    const [item] = answer[claim.contentItems] as ResourceLinkItem[];
    assert.equal(item?.title, 'Empfohlene nächste Kurse');
    assert.match((await show()).text, /wurde schon hinzugefügt/);
  });

  test('has no English word and nothing left over in any language', async () => {
    const pagesOf = async (locale: string) => {
      const { show, send } = await begin({}, { locale });
      const form = [await show(), await send({ choice: 'preview', cards: '11', title: 'x'.repeat(81) })];
      const { show: refused } = await begin({ accept_types: ['link'] }, { locale });
      const others = [await refused(), await send({ choice: 'cancel' }), await send({ choice: 'cancel' })];
      return [...form, ...others].map(({ text }) => text);
    };
    college.courses = [];
    const english = new Set((await pagesOf('en')).flatMap(textsOf));
    for (const { tag } of languages.slice(1))
      for (const html of await pagesOf(tag)) {
        assert.equal(languageOf(html), `lang="${tag}" dir="${directionOf(tag)}"`);
        for (const text of textsOf(html)) {
          assert.doesNotMatch(text, /[{}]|\[object|undefined/);
          assert.ok(!english.has(text) || text === 'Code:', `${tag}: ${text}`);
        }
      }
  });

  test('a second answer is refused', async () => {
    const { show, send } = await begin();
    await send({ choice: 'add', cards: '3' });
    for (const again of [await send({ choice: 'add', cards: '3' }), await show()]) {
      assert.equal(again.status, 409);
      assert.match(again.text, /nothing-to-add/);
    }
  });

  test('the form of one course does not answer the request of another that was opened beside it', async () => {
    const [one, other] = [await begin(), await begin({ accept_types: ['link'] })];
    const hidden = async ({ show }: typeof one) => fieldOf((await show()).text, 'visit') as string;
    const [mine, later] = [await hidden(one), await hidden(other)];
    // The browser has the later one's cookie.
    const refused = await other.send({ choice: 'cancel', visit: mine });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /begin there again/);
    assert.ok(answerIn(await other.send({ choice: 'cancel', visit: later })));
  });

  test('what cannot be is said beside the field, and nothing is sent', async () => {
    const { send } = await begin();
    const refused = await send({ choice: 'add', cards: '11', title: 'x'.repeat(81) });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /whole number from 1 to 10/);
    assert.match(refused.text, /at most 80 characters/);
    assert.match(refused.text, /value="11"/);
    assert.equal((await send({ choice: 'add', cards: '10' })).status, 200);
  });

  test('cancelling sends an empty list and a message', async () => {
    const { send } = await begin();
    const answer = answerIn(await send({ choice: 'cancel', cards: 'what' }));
    assert.deepEqual(answer[claim.contentItems], []);
    assert.equal(answer[claim.deepLinkingMessage], 'Nothing was added.');
  });

  test('where no link to a tool is taken, the page says so and sends an empty list with the reason', async () => {
    const { show, send } = await begin({ accept_types: ['link', 'file'] });
    const said = await show();
    assert.match(said.text, /This cannot be added here/);
    assert.doesNotMatch(said.text, /name="cards"/);
    const answer = answerIn(await send({ choice: 'add', cards: '3' }));
    assert.deepEqual(answer[claim.contentItems], []);
    assert.match(answer[claim.deepLinkingError] as string, /Nothing was added/);
  });

  test('a form of another site is not carried out', async () => {
    const { send } = await begin();
    assert.equal((await send({ choice: 'add', cards: '3' }, 'https://evil.example')).status, 403);
  });

  test('a visit that began otherwise has nothing to add', async () => {
    const cookie = cookieOf(await tool.launch({ [claim.roles]: ['Instructor'] }));
    const answer = await request(app).get('/teaching/add').set('Cookie', cookie);
    assert.equal(answer.status, 409);
  });
});

describe('the created link', () => {
  test('shows exactly what was chosen, also after an action', async () => {
    const item = await add({ cards: '3', purpose: 'next', title: 'Your path; $1' });
    assert.equal(item.title, 'Your path; $1');
    assert.equal(item.url, `${publicUrl}/panel`);
    const opened = await open(item);
    const shown = await page(opened);
    assert.equal(headingOf(shown), 'Your path; $1');
    assert.equal(cardsOf(shown), 3);
    assert.doesNotMatch(shown.text, /class="tabs purposes"/);
    const [, dismiss] = /action="(\/panel\/dismissed\?[^"]*)"/.exec(shown.text) ?? [];
    const after = await request(app)
      .post((dismiss as string).replaceAll('&amp;', '&'))
      .set({ Cookie: opened.cookie, Origin: publicUrl });
    const again = await page({ ...opened, address: after.headers['location'] as string });
    assert.equal(headingOf(again), 'Your path; $1');
    assert.equal(cardsOf(again), 2);
    assert.equal(
      again.text.split('class="hidden-card"').length - 1,
      1,
      'the third place says what was hidden',
    );
  });

  test('for related material shows that, under its usual title', async () => {
    const shown = await page(await open(await add({ cards: '1', purpose: 'supplement', title: ' ' })));
    assert.equal(headingOf(shown), 'To go with your courses now');
    assert.equal(cardsOf(shown), 1);
    assert.match(shown.text, /Courses of the same or a related subject/);
  });

  test('beside another in the same browser: each shows its own, in its own course', async () => {
    const [one, two] = [
      await add({ cards: '1', purpose: 'next', title: 'One' }),
      await add({ cards: '4', purpose: 'supplement', title: 'Two' }),
    ];
    const asked: unknown[] = [];
    const { recommend } = college;
    app = createApp(pino({ level: 'silent' }), {
      '/panel': Router().use(
        requireSession,
        createPanel({
          lastShown: new LastShown(),
          publicUrl,
          overview: (question) => {
            // What is popular is read for nobody.
            if (question.learner !== undefined)
              asked.push([question.course, question.purpose, question.count]);
            return college.overviewOf(recommend)(question);
          },
          search: college.search,
          explain: college.explain,
          goalPath: college.goalPath,
          plan: college.coursePlan,
          matches: college.matches,
          inOtherLanguages: college.inOtherLanguages,
          presumedLanguages: college.presumedLanguages,
          records: college,
          ownData: college,
          issueFileTicket,
          links,
        }),
      ),
    });
    const context = (id: string) => ({ [claim.context]: { id, type: ['CourseSection'] } });
    const first = await open(one, context('course-1'));
    // The browser has one cookie: that of the later launch.
    const { address, cookie } = await open(two, context('course-2'));
    assert.equal(headingOf(await page({ address: first.address, cookie })), 'One');
    assert.equal(headingOf(await page({ address, cookie })), 'Two');
    assert.deepEqual(asked, [
      ['course-1', 'next', 1],
      ['course-2', 'supplement', 4],
    ]);
  });

  test('that somebody has edited shows the usual where it says nonsense', async () => {
    const custom = { next_courses_cards: '999', next_courses_purpose: '$Canvas.x', next_courses_title: '' };
    const shown = await page(await open({ type: 'ltiResourceLink', url: '', title: '', custom }));
    assert.equal(headingOf(shown), 'Recommended next courses');
    assert.equal(cardsOf(shown), 5);
  });

  test('is not what an invented address shows', async () => {
    const { cookie } = await open(await add({ cards: '3' }));
    const shown = await page({
      address: '/panel?link=WzEsIm5leHQiLCJDYWxsIG5vdyIsbnVsbF0.AAAAAAAAAAAAAAAAAAAAAA',
      cookie,
    });
    assert.equal(headingOf(shown), 'Recommended next courses');
  });
});

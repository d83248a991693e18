// Somebody in Canvas's Student View may press whatever a page of the tool has, and nothing of it is kept (docs/decisions/0020).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mongoose from 'mongoose';
import { learnerKeyOf } from '../../models/learner.ts';
import { claim } from '../../src/lti/claims.ts';
import { languages } from '../../src/words/languages.ts';
import { wordsFor } from '../../src/words/words.ts';
import { SteeringApp, type Visit } from '../teaching/steering-app.ts';
import { routesOf } from './routes-of.ts';

let app: SteeringApp;
before(async () => {
  app = await SteeringApp.start();
  await app.teach({ net: 'Computer networks', sec: 'Network security', dist: 'Distributed systems' });
});
after(() => app.close());

/** What the forms of all pages send, and more than any of them. */
const fields = {
  ...{ sure: 'yes', text: 'Network security', goal: 'Engineer', interests: 'Computing', pick: 'Computing' },
  ...{ skills: 'Routing', languages: 'en', term: 'later', dark: 'yes', about: 'sec', way: 'pin' },
  ...{ isOn: 'no', line: 'Hello', purpose: 'next', cards: '3', rating: '5', title: 'Link', choice: 'add' },
};
const query = 'course=sec&rating=5&why=taken&q=security&check=goal&goal=Engineer&dismissed=sec&profile=saved';

/** Every route that a visit may ask for, and what it answers. */
async function askEverything(visit: Visit): Promise<[route: string, status: number, text: string][]> {
  const answers: [string, number, string][] = [];
  for (const route of routesOf(app.tool.faces)) {
    const [method, path] = route.split(' ') as [string, string];
    if (!/^\/(panel|teaching|self-test)/.test(path)) continue;
    const course = path.startsWith('/teaching') ? 'course=net' : query;
    const { status, text } =
      method === 'GET' ? await visit.get(`${path}?${course}`) : await visit.post(`${path}?${course}`, fields);
    answers.push([route, status, text]);
  }
  assert.ok(answers.length > 40, `${answers.length}`);
  return answers;
}

/** Every document but the visits, which hold how the page looks, and the kinds of launches, which are noted behind a launch. */
async function stored() {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const found = collections
    .filter(({ collectionName }) => !['sessions', 'seenLaunches'].includes(collectionName))
    .map(async (one) => [one.collectionName, await one.find().sort({ _id: 1 }).toArray()]);
  return Object.fromEntries(await Promise.all(found));
}

test('whatever a test student asks for is answered, and nothing is stored of it, as it is of a learner who asks the same', async () => {
  const testStudent = await app.visit('testStudent');
  const before = await stored();
  for (const [route, status] of await askEverything(testStudent))
    assert.ok([200, 303, 403, 404, 409].includes(status), `${route}: ${status}`);
  const after = await stored();
  assert.deepEqual(after, before);
  const key = learnerKeyOf(app.institution, 'testStudent');
  const visits = await mongoose.connection.collection('sessions').find().toArray();
  assert.doesNotMatch(JSON.stringify([after, visits]), new RegExp(key));

  await askEverything(await app.visit('learner'));
  assert.notDeepEqual(await stored(), before);
});

test('nothing that is only somebody’s is shown or taken, and what is refused says why', async () => {
  const answers = await askEverything(await app.visit('testStudent'));
  for (const [route, status, text] of answers)
    if (status === 403)
      assert.match(
        text,
        route.includes(' /panel') ? /as a test student/ : /is for (?:the staff|administrators)/,
        route,
      );
  const taken = answers.filter(([route, status]) => route.startsWith('POST') && status < 400);
  assert.deepEqual(
    taken.map(([route]) => route),
    ['POST /panel/colours'],
  );
});

for (const { tag } of languages)
  test(`a test student reads who they are here and that nothing is kept (${tag})`, async () => {
    const visit = await app.visit('testStudent', {
      claims: { [claim.launchPresentation]: { locale: tag } },
    });
    const words = wordsFor(tag);
    const shown = async (path: string) => {
      const { text } = await visit.get(path);
      return text.replaceAll('&#39;', '’').replaceAll('&#34;', '"');
    };
    for (const purpose of ['next', 'supplement'] as const)
      assert.ok(
        (await shown(`/panel?purpose=${purpose}`)).includes(
          words.say(`panel.introduction.${purpose}.testStudent`),
        ),
      );
    assert.ok((await shown('/panel/data')).includes(words.say('yourData.introduction.testStudent')));
    assert.ok((await visit.post('/panel/saved?course=sec')).text.includes(words.say('refused.notLearner')));
  });

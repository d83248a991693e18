import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LmsUnderTest } from './lms-under-test.ts';
import { people, smallCollege } from './small-college.ts';

describe('pages of the demo LMS', () => {
  let lms: LmsUnderTest;
  before(async () => {
    lms = await LmsUnderTest.start();
  });
  after(() => lms.close());

  const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

  test('say that everything is invented, and load nothing from elsewhere', async () => {
    for (const path of ['/', '/courses', '/courses/101', '/my', '/next-courses', '/nowhere']) {
      const { text, headers } = await lms.as(people.ada).get(path);
      assert.match(text, /An invented college with invented people/, path);
      assert.doesNotMatch(text, /(src|href)="(https?:)?\/\//, path);
      assert.match(headers['content-security-policy'] as string, /^default-src 'none'/, path);
      assert.equal(headers['x-powered-by'], undefined);
    }
  });

  test('are left for the address that the tool lets frame it, by a browser that was told “localhost”', async () => {
    for (const path of ['/', '/courses/101?a=1', '//example.org/my']) {
      const answer = await lms.as(undefined).get(path).set('Host', 'localhost:3001').redirects(0);
      assert.deepEqual([answer.status, answer.headers['location']], [302, `http://127.0.0.1:3001${path}`]);
    }
    await lms.as(undefined).get('/').set('Host', 'localhost:3002').expect(200);
    await lms.as(undefined).get('/').set('Host', '127.0.0.1:3001').expect(200);
  });

  test('sign a person in with a cookie that no script and no other site’s form sees, and out again', async () => {
    const answer = await lms.as(undefined).post('/sign-in').send({ person: people.ada.id }).expect(303);
    assert.equal(answer.headers['location'], '/my');
    assert.match(String(answer.headers['set-cookie']), /^demo-person=2001; Path=\/; HttpOnly; SameSite=Lax$/);
    const out = await lms.as(people.ada).post('/sign-out').expect(303);
    assert.match(String(out.headers['set-cookie']), /^demo-person=;/);
    await lms.as(undefined).post('/sign-in').send({ person: 'nobody' }).expect(404);
    await lms.as(undefined).post('/sign-in').send({}).expect(404);
  });

  test('find people by name, whatever the accents and the order', async () => {
    const { text } = await lms.as(undefined).get('/').query({ search: 'kim zoe' }).expect(200);
    assert.match(textOf(text), /1 person .*Zoë Kim/);
    const halfRight = await lms.as(undefined).get('/').query({ search: 'zoe vogel' }).expect(200);
    assert.match(halfRight.text, /Nobody has such a name/);
    const none = await lms.as(undefined).get('/').query({ search: '<script>' }).expect(200);
    assert.match(none.text, /Nobody has such a name/);
    assert.doesNotMatch(none.text, /value="<script>/);
  });

  test('count the people that are too many to list', async (t) => {
    const large = await LmsUnderTest.start(smallCollege(40));
    t.after(() => large.close());
    const { text } = await large.as(undefined).get('/').query({ search: 'student' }).expect(200);
    assert.match(text, /24 of 40 people/);
  });

  test('suggest people with different pasts', async () => {
    const { text } = await lms.as(undefined).get('/').expect(200);
    assert.match(textOf(text), /Zoë Kim Music, just arrived No courses yet/);
    assert.match(textOf(text), /Rosa Vogel Instructor Teaches 4 courses/);
    assert.match(textOf(text), /Ivo Chen Administrator Administers the LMS/);
  });

  test('show a student this term’s courses and the earlier ones by term', async () => {
    const text = textOf((await lms.as(people.ada).get('/my').expect(200)).text);
    assert.match(text, /This term .*Choir .*Earlier terms Autumn 2025 Plants around Us completed/);
    await lms.as(undefined).get('/my').expect(303).expect('Location', '/');
    const newcomer = textOf((await lms.as(people.newcomer).get('/my').expect(200)).text);
    assert.match(newcomer, /in no course yet/);
  });

  test('show staff what is theirs', async () => {
    assert.match(textOf((await lms.as(people.teacher).get('/my')).text), /You teach .*Field Ecology/);
    assert.match(
      textOf((await lms.as(people.administrator).get('/my')).text),
      /Administrators are in no course/,
    );
  });

  test('find courses by words, subject and level', async () => {
    const found = async (query: Record<string, string>) => {
      const { text } = await lms.as(people.ada).get('/courses').query(query).expect(200);
      return [...text.matchAll(/<h3><a href="\/courses\/(\d+)"/g)].map(([, key]) => key);
    };
    assert.deepEqual(await found({}), ['101', '102', '103', '104']);
    assert.deepEqual(await found({ search: 'ECOLOGY field' }), ['102']);
    assert.deepEqual(await found({ subject: 'Music' }), ['103', '104']);
    assert.deepEqual(await found({ subject: 'Music', search: 'plants' }), []);
    assert.deepEqual(await found({ level: 'advanced' }), []);
  });

  test('show a course with its level, teacher, prerequisites and what builds on it', async () => {
    const ecology = textOf((await lms.as(people.ada).get('/courses/102').expect(200)).text);
    assert.match(ecology, /What Field Ecology is about\./);
    assert.match(ecology, /Level introductory Credits 5 Taught by Rosa Vogel .*Requires Plants around Us/);
    const plants = textOf((await lms.as(people.ada).get('/courses/101').expect(200)).text);
    assert.match(plants, /Required by Field Ecology/);
    assert.match(plants, /You have completed this course \(Autumn 2025\)/);
    await lms.as(people.ada).get('/courses/999').expect(404);
    await lms.as(people.ada).get('/courses/%E0').expect(400);
  });

  test('enrol a student at the press of a button, with the course’s activities', async (t) => {
    const changing = await LmsUnderTest.start();
    t.after(() => changing.close());
    const ada = changing.as(people.ada);
    const before = (await ada.get('/courses/102')).text;
    assert.match(before, /Enrol me/);
    assert.doesNotMatch(before, /next-courses\?course=102/);
    await ada.post('/courses/102/enrol').expect(303).expect('Location', '/courses/102');
    const after = (await ada.get('/courses/102')).text;
    assert.match(after, /You are in this course/);
    assert.match(after, /next-courses\?course=102/);
    await ada.post('/courses/102/enrol').expect(409);
  });

  test('enrol nobody who cannot take the course', async () => {
    await lms.as(undefined).post('/courses/103/enrol').expect(403);
    await lms.as(people.teacher).post('/courses/103/enrol').expect(409);
    await lms.as(people.ada).post('/courses/104/enrol').expect(409);
    await lms.as(people.ada).post('/courses/999/enrol').expect(404);
    await lms.as(people.newcomer).post('/courses/102/enrol').expect(409);
    const text = (await lms.as(people.newcomer).get('/courses/102')).text;
    assert.match(text, /Take Plants around Us first/);
    assert.doesNotMatch(text, /Enrol me/);
  });

  test('show the tool in a frame, in the menu and in a course', async () => {
    const site = await lms.as(people.ada).get('/next-courses').expect(200);
    assert.match(site.text, /<iframe[^>]* src="\/launch\?language=en"/);
    assert.match(
      site.headers['content-security-policy'] as string,
      new RegExp(`frame-src 'self' ${lms.tool.url};`),
    );
    const inCourse = await lms.as(people.ada).get('/next-courses?course=103').expect(200);
    assert.match(inCourse.text, /<iframe[^>]* src="\/launch\?course=103&amp;language=en"/);
    const inGerman = await lms.as(people.ada).get('/next-courses?language=de').expect(200);
    assert.match(inGerman.text, /<iframe[^>]* src="\/launch\?language=de"/);
    const unknown = await lms.as(people.ada).get('/next-courses?language=toString').expect(200);
    assert.match(unknown.text, /<iframe[^>]* src="\/launch\?language=de"/);
    const later = await lms.as(people.ada).get('/next-courses?course=103').expect(200);
    assert.match(later.text, /<iframe[^>]* src="\/launch\?course=103&amp;language=de"/, 'it is remembered');
    await lms.as(people.ada).get('/next-courses?language=en').expect(200);
    await lms.as(people.newcomer).get('/next-courses?course=103').expect(403);
    await lms.as(undefined).get('/next-courses').expect(303);
  });
});

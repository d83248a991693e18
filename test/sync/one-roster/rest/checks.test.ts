import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { ownLearnerKey } from '../../../../models/alias.ts';
import { learnAliases } from '../../../../src/sync/identity/learn-aliases.ts';
import { inWords } from '../../checks-in-words.ts';
import { course, klass } from '../example-objects.ts';
import { fail } from '../stand-in-service.ts';
import { noneStored } from '../stand-in-source.ts';
import { SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

describe('checks', () => {
  const check = async (settings = {}) => {
    const checks = await school
      .connector()
      .check(school.connection(settings), new AbortController().signal, noneStored);
    return Object.fromEntries(
      checks.map(inWords).map(({ title, state, found }) => [title, `${state}: ${found}`]),
    );
  };

  test('say what was found, and whether the LMS’s ids are known', async () => {
    await school.serve();
    assert.deepEqual(await check(), {
      'Access token': 'good: The service gave one.',
      academicSessions: 'good: There are 1.',
      courses: 'good: There are 2.',
      classes: 'good: There are 3.',
      enrollments: 'good: There are 4.',
      'Changes alone': 'good: In the last 7 days: 0.',
      Order: 'good: The service sorts by sourcedId.',
      'Joined with the LMS':
        'unknown: The LMS has told the sourcedId of people: 0, and of courses: 0. Of these OneRoster has people: 0, courses: 0.',
    });
  });

  test('say whether the LMS speaks of the same ids', async () => {
    await school.serve();
    await school.sync();
    const joined = async () => (await check())['Joined with the LMS'] ?? '';
    assert.match(await joined(), /^unknown: /);
    const told = (person: string, section: string) =>
      learnAliases(school.institution._id, [
        { of: 'course', source: 'one-roster', from: `one-roster:${section}`, to: `7${section}` },
        {
          ...{ of: 'learner' as const, source: 'one-roster', to: `pseudonym ${person}` },
          from: ownLearnerKey(school.institution, 'one-roster', person),
        },
      ]);
    // A student number where the sourcedId should be.
    await told('4711', 'BIO-2025');
    assert.match(
      await joined(),
      /^bad: .* people: 1, and of courses: 1\. Of these OneRoster has people: 0, courses: 0/,
    );
    await told('U1', 'C1');
    assert.match(
      await joined(),
      /^good: .* people: 2, and of courses: 2\. Of these OneRoster has people: 1, courses: 1/,
    );
  });

  test('of one that shows nothing, knows no filter and does not sort', async () => {
    const nothing = { academicSessions: [], courses: [course('A', 'Art')], classes: [klass('C', 'A')] };
    await school.serve(
      {
        before: ({ url = '' }, res) => {
          if (!/filter=|sort=/.test(url)) return false;
          fail(res, 400, url.includes('filter=') ? 'invalid_filter_field' : 'invalid_sort_field');
          return true;
        },
      },
      { ...nothing, enrollments: [] },
    );
    const found = await check();
    assert.match(found['enrollments'] ?? '', /^bad: None/);
    assert.match(found['Changes alone'] ?? '', /^unknown: .*refuses to filter/);
    assert.match(found['Order'] ?? '', /^unknown: .*refuses to sort/);
  });

  test('of a wrong address and a refused token', async () => {
    await school.serve();
    assert.match(
      (await check({ address: 'nowhere' }))['Address of the OneRoster service'] ?? '',
      /^bad: .*is no address/,
    );
    const found = await check({ tokenUrl: `${school.service.url}/classes` });
    assert.match(found['Access token'] ?? '', /^bad: .*401/);
    assert.equal(found['classes'], undefined);
  });
});

import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { ownLearnerKey } from '../../../../models/alias.ts';
import { CourseModel } from '../../../../models/course.ts';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import { noCounts } from '../../../../src/sync/apply/apply.ts';
import { learnAliases } from '../../../../src/sync/identity/learn-aliases.ts';
import { enrolment, exampleCollections, klass } from '../example-objects.ts';
import { all, fails, SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

describe('a pull', () => {
  test('brings classes as courses and enrolments, and asks for nobody’s name', async () => {
    await school.serve();
    const { counts } = await school.sync();
    assert.deepEqual(counts, { ...noCounts, rows: 7, courses: 3, enrolments: 4, changed: 7 });
    assert.deepEqual(await school.states(), all);
    const first = await CourseModel.findOne({ key: 'one-roster:C1' }).lean();
    assert.deepEqual(
      [first?.title, first?.code, first?.group, first?.categories, first?.term?.name, first?.closesAt],
      ['Class C1', 'BIO-1', 'BIO', ['Science'], 'Autumn 2025', new Date('2026-02-01')],
    );
    const paths = school.service.requests.map((request) => new URL(request, 'http://x'));
    assert.deepEqual(
      paths.map(({ pathname, searchParams }) => pathname.replace(/.*\//, '') + searchParams.get('offset')),
      // A total alone does not show that it is not the one of the page.
      ['academicSessions', 'courses', 'classes', 'enrollments'].flatMap((name, i) => [
        `${name}0`,
        `${name}${[1, 2, 3, 4][i]}`,
      ]),
    );
    assert.equal(
      paths.at(-1)?.searchParams.get('fields'),
      'sourcedId,status,role,user,class,beginDate,endDate',
    );
    for (const model of Object.values(mongoose.models))
      assert.doesNotMatch(JSON.stringify(await model.find().lean()), /\bAda\b|school\.example|\bU1\b|token1/);
  });

  test('takes from metadata how people get in, where an institution has added it', async () => {
    const collections = exampleCollections();
    collections['classes'] = [
      klass('C1', 'BIO', { metadata: { entry: 'open', credits: 7.5 } }),
      klass('C2', 'BIO', { metadata: { entry: ['open'], room: 'B2' } }),
      klass('C3', 'ART'),
    ];
    await school.serve({}, collections);
    await school.sync();
    const entryOf = async (id: string) =>
      (await CourseModel.findOne({ key: `one-roster:${id}` }).lean())?.entry;
    assert.deepEqual(await Promise.all(['C1', 'C2', 'C3'].map(entryOf)), [
      [{ way: 'open' }],
      undefined,
      undefined,
    ]);
    assert.equal((await CourseModel.findOne({ key: 'one-roster:C1' }).lean())?.credits, 7.5);
  });

  test('asks for a token as OAuth 2 and 1EdTech say: Basic, both parts encoded, the smallest scope', async () => {
    await school.serve();
    await school.sync();
    const [{ authorization, form } = { authorization: '', form: {} }] = school.service.tokenRequests;
    assert.equal(Buffer.from(authorization.slice(6), 'base64').toString(), 'client%3A1:s%2Bcret');
    assert.deepEqual(form, {
      grant_type: 'client_credentials',
      scope: 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly',
    });
  });

  test('goes page by page where the service gives less than it was asked for, with totals and without', async () => {
    for (const hasTotals of [true, false]) {
      await school.serve({ pageSize: 2, hasTotals });
      assert.deepEqual((await school.sync()).counts.enrolments, 4);
      assert.deepEqual(await school.states(), all);
    }
  });

  test('never follows a link: the stand-in’s lead to another host', async () => {
    await school.serve({ pageSize: 1 });
    await school.sync();
    assert.ok(school.service.requests.length >= 10);
    assert.deepEqual(await school.states(), all);
  });

  test('withdraws who is no longer listed, and takes a class off offer', async () => {
    await school.serve();
    await school.sync();
    school.service.collections['classes']?.pop();
    school.service.collections['enrollments']?.splice(1, 1);
    const { counts } = await school.sync();
    assert.deepEqual([counts.changed, counts.removed], [2, 2]);
    assert.deepEqual(await school.states(), { ...all, 'U2 one-roster:C1': 'learner withdrawn' });
    assert.ok((await CourseModel.findOne({ key: 'one-roster:C3' }).lean())?.removedAt);
  });

  test('of changes asks for these alone, and withdraws only who is said to have left', async () => {
    await school.serve();
    await school.sync();
    const dateLastModified = new Date(Date.now() + 1_000).toISOString();
    school.service.collections['enrollments'] = [
      enrolment('E1', 'U1', 'C1', { status: 'tobedeleted', dateLastModified }),
      enrolment('E9', 'U4', 'C2', { dateLastModified }),
    ];
    school.service.requests.length = 0;
    const { counts } = await school.sync({ wanted: 'changes' });
    assert.deepEqual([counts.enrolments, counts.changed, counts.removed], [1, 2, 1]);
    const asked = new URL(school.service.requests.at(-1) as string, 'http://x').searchParams.get('filter');
    assert.match(asked ?? '', /^dateLastModified>'20\d\d-\d\d-\d\dT[\d:.]+Z'$/);
    assert.deepEqual(await school.states(), {
      ...all,
      'U1 one-roster:C1': 'learner withdrawn',
      'U4 one-roster:C2': 'learner active',
    });
  });

  test('is joined with what launches have told', async () => {
    await school.serve();
    const from = ownLearnerKey(school.institution, 'one-roster', 'U1');
    await learnAliases(school.institution._id, [
      { of: 'course', source: 'one-roster', from: 'one-roster:C1', to: '7' },
      { of: 'learner', source: 'one-roster', from, to: 'pseudonym' },
    ]);
    await school.sync();
    const stored = await EnrolmentModel.find({ learner: 'pseudonym' }).sort({ course: 1 }).lean();
    assert.deepEqual(
      stored.map(({ course: key }) => key),
      ['7', 'one-roster:C3'],
    );
  });

  test('takes an address with and without the path, and one of version 1.1', async () => {
    await school.serve();
    await school.sync({ settings: { address: `http://${school.service.host}/` } });
    assert.deepEqual(await school.states(), all);
    const old = { address: `http://${school.service.host}/ims/oneroster/v1p1/` };
    await fails(
      school.sync({ settings: old }),
      'not-found',
      /answered 404 \(unknownobject\) to academicSessions/,
    );
    assert.match(
      school.service.tokenRequests.at(-1)?.form['scope'] ?? '',
      /v1p1\/scope\/roster-core\.readonly$/,
    );
    await fails(
      school.sync({ settings: { address: 'nowhere' } }),
      'address-refused',
      /is no address: Address of the OneRoster service\. Correct the address/,
    );
  });
});

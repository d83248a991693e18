import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { type Course, CourseModel } from '../../models/course.ts';
import { type Enrolment, EnrolmentModel } from '../../models/enrolment.ts';
import type { Institution } from '../../models/institution.ts';
import { historyOf } from '../../src/recommender/data/dataset.ts';
import { deriveCatalogue } from '../../src/sync/derivation/derive-catalogue.ts';
import { runSync } from '../../src/sync/runs/run-sync.ts';
import type { Source } from '../../src/sync/source.ts';
import { loadTrainingData } from '../../src/training/training-data.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const stored = { source: 'test', seenAt: new Date() };
const course = (key: string, more: Partial<Course> = {}) =>
  CourseModel.create({ institutionId: institution._id, key, title: key, ...stored, ...more });
const took = (learner: string, key: string, at: string, state: Enrolment['state'] = 'completed') =>
  EnrolmentModel.create({
    ...{ institutionId: institution._id, learner, course: key, at: new Date(at), state },
    ...{ role: 'learner', ...stored },
  });
const load = () => loadTrainingData(institution._id);
const inTerm = (startsAt: string) => ({ term: { name: startsAt, startsAt: new Date(startsAt) } });

test('the sections of a course are one course, described and weighed as the newest that students see', async () => {
  await course('calculus-24', { group: 'calculus', ...inTerm('2024-09-01'), credits: 5 });
  await course('calculus-26', { group: 'calculus', ...inTerm('2026-09-01'), credits: 7, hidden: true });
  await course('calculus-25', { group: 'calculus', startsAt: new Date('2025-09-03'), credits: 6 });
  await course('art');
  await took('ada', 'calculus-24', '2024-09-01');
  await took('bob', 'calculus-25', '2025-09-01');
  await took('bob', 'art', '2025-03-01');
  const { dataset, sections, texts } = await load();
  assert.deepEqual(sections, [['art'], ['calculus-24', 'calculus-25', 'calculus-26']]);
  assert.deepEqual(
    texts.map(({ title }) => title),
    ['art', 'calculus-25'],
  );
  assert.equal(dataset.courseCount, 2);
  assert.deepEqual([...historyOf(dataset, 0)], [1]);
  assert.deepEqual([...historyOf(dataset, 1)], [0, 1]);
});

test('who takes a course again has it once, and withdrawing from one section leaves the other', async () => {
  await course('a', { group: 'one' });
  await course('b', { group: 'one' });
  await course('other');
  await took('ada', 'a', '2024-09-01');
  await took('ada', 'other', '2025-02-01');
  await took('ada', 'b', '2025-09-01');
  await took('bob', 'a', '2024-09-01', 'withdrawn');
  await took('bob', 'b', '2025-09-01');
  const { dataset } = await load();
  assert.deepEqual([...historyOf(dataset, 0)], [0, 1]);
  assert.deepEqual([...historyOf(dataset, 1)], [0]);
});

test('what the institution says of terms is known of each enrolment, and when somebody enrolled where nobody knows', async () => {
  await course('a-25', { group: 'a', ...inTerm('2025-09-01') });
  await course('a-26', { group: 'a', ...inTerm('2026-09-01') });
  await course('open', inTerm('2020-01-01'));
  await course('without');
  await took('ada', 'a-25', '2025-07-01');
  await took('bob', 'a-26', '2026-08-01');
  await took('bob', 'open', '2026-08-02');
  await took('bob', 'without', '2026-08-03');
  await took('cem', 'a-26', '2026-01-01');
  await EnrolmentModel.updateOne({ learner: 'cem' }, { $unset: { at: 1 } });
  const { dataset } = await load();
  const seconds = (date: string) => Date.parse(date) / 1000;
  assert.deepEqual(
    [...(dataset.statedTerms ?? [])],
    [seconds('2025-09-01'), seconds('2026-09-01'), Number.NaN, Number.NaN, seconds('2026-09-01')],
  );
  assert.equal(dataset.times[4], seconds('2026-09-01'));
});

test('sections that no source states are one course too, once the catalogue has been looked through', async () => {
  const source: Source = {
    name: 'moodle',
    async *pull() {
      for (const [code, title] of [
        ['BIO101', 'Cells and Tissues'],
        ['BIO102', 'Plants and Fungi'],
      ] as const)
        for (const year of [2024, 2025]) {
          const key = `${code}-${year}`;
          yield { kind: 'course', key, code: `${code}-FALL${year}`, title: `${title} (Fall ${year})` };
          yield { kind: 'enrolment', learner: `of ${year}`, course: key, at: new Date(`${year}-09-01`) };
        }
    },
  };
  await runSync({ institution, source });
  assert.equal((await load()).sections.length, 4);
  await deriveCatalogue(institution._id);
  const { sections, dataset } = await load();
  assert.deepEqual(sections, [
    ['BIO101-2024', 'BIO101-2025'],
    ['BIO102-2024', 'BIO102-2025'],
  ]);
  assert.deepEqual([...historyOf(dataset, 0)].sort(), [0, 1]);
  assert.deepEqual([...historyOf(dataset, 1)].sort(), [0, 1]);
});

test('data in which courses are found to be sections of one is other data', async () => {
  await course('a');
  await course('b');
  const before = await load();
  await CourseModel.updateOne({ key: 'a' }, { hidden: true, removedAt: new Date() });
  assert.equal((await load()).fingerprint, before.fingerprint, 'hidden or gone, it teaches the same');
  await CourseModel.updateMany({}, { group: 'one' });
  assert.notEqual((await load()).fingerprint, before.fingerprint);
});

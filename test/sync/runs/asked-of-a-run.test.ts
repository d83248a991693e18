import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type RejectedRow, SyncRejectionsModel } from '../../../models/sync-rejections.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { findDue } from '../../../src/sync/runs/due.ts';
import { rejectedRows } from '../../../src/sync/runs/rejections.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { requestStop } from '../../../src/sync/runs/stop-request.ts';
import type { Source } from '../../../src/sync/source.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { courses, members, syntheticSource } from './synthetic-source.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const lastRun = () =>
  SyncRunModel.findOne({ institutionId: institution._id }).sort({ _id: -1 }).lean<SyncRun>();
const dataChangedAt = async () => (await InstitutionModel.findById(institution._id).lean())?.dataChangedAt;

async function rowsOf(run: SyncRun | null): Promise<RejectedRow[]> {
  const rows: RejectedRow[] = [];
  for await (const row of rejectedRows(institution._id, run?._id as SyncRun['_id'])) rows.push(row);
  return rows;
}

/** `good` enrolments of one course, then `bad` ones. */
function sourceWith(good: number, bad: number): Source {
  return {
    name: 'csv',
    async *pull({ onReject }) {
      yield { kind: 'course', key: 'c', title: 'Course' };
      for (let i = 0; i < good; i++) yield { kind: 'enrolment', learner: `l${i}`, course: 'c' };
      for (let i = 0; i < bad; i++)
        yield { kind: 'enrolment', learner: `l${i}`, course: 'C404', origin: `line ${i}` };
      onReject({ origin: 'line 9', reason: 'a row that cannot be read' });
    },
  };
}

test('an administrator stops a run wherever it runs; it says so, the next goes on, and not in five minutes', async () => {
  const running = runSync({ institution, source: syntheticSource({ hold: { course: 20 } }) });
  const failed = assert.rejects(running, { name: 'StoppedError' });
  await until(() => requestStop(institution._id, 'moodle'));
  await failed;
  const run = await lastRun();
  assert.equal(run?.state, 'failed');
  assert.match(run?.error ?? '', /^Stopped by an administrator\. The next run goes on from here\.$/);
  const provider = { name: 'moodle', everyMinutes: 60, everythingEveryMinutes: 1440 };
  const due = await findDue(
    institution._id,
    { ...provider, forInstitution: async () => undefined },
    new Date(),
  );
  assert.ok(due.at.getTime() > Date.now() + 50 * 60_000, `${due.at}`);
  assert.equal((await runSync({ institution, source: syntheticSource() })).isResumed, true);
  assert.equal(await EnrolmentModel.countDocuments(), courses * members);
});

test('where nothing runs there is nothing to stop', async () => {
  assert.equal(await requestStop(institution._id, 'moodle'), false);
});

test('what a run leaves out is counted by reason, and the rows are kept', async () => {
  await runSync({ institution, source: sourceWith(1, 1_500) });
  const run = await lastRun();
  assert.deepEqual(run?.rejections, [
    { reason: 'unknown course: import it first', count: 1_500 },
    { reason: 'a row that cannot be read', count: 1 },
  ]);
  assert.equal(run?.counts.rejected, 1_501);
  const rows = await rowsOf(run);
  assert.equal(rows.length, 1_501);
  // The writer asks for the next row while the first ones are looked at.
  assert.deepEqual(
    rows.find(({ origin }) => origin === 'line 1499'),
    { origin: 'line 1499', reason: 'unknown course: import it first', detail: '"C404"' },
  );
});

test('of many rows that are left out ten thousand are kept, and all are counted', async () => {
  await runSync({ institution, source: sourceWith(0, 10_500) });
  const run = await lastRun();
  assert.equal(run?.rejections?.[0]?.count, 10_500);
  const rows = await rowsOf(run);
  assert.equal(rows.length, 10_000);
});

test('a run that left nothing out says nothing of it', async () => {
  await runSync({ institution, source: syntheticSource() });
  assert.equal((await lastRun())?.rejections, undefined);
  assert.equal(await SyncRejectionsModel.countDocuments(), 0);
});

test('the institution knows when a run last changed something, and none that changed nothing moves it', async () => {
  assert.equal(await dataChangedAt(), undefined);
  await runSync({ institution, source: syntheticSource() });
  const first = await dataChangedAt();
  assert.ok(first);
  await runSync({ institution, source: syntheticSource() });
  assert.deepEqual(await dataChangedAt(), first);
});

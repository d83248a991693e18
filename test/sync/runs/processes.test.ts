// Takes about 10 s.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { LeaseModel } from '../../../models/lease.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { leaseTimes } from '../../../src/leases/held-lease.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { endOf, startBeside } from '../../database/beside.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { killOnce } from './killed-run.ts';
import './short-leases.ts';
import { courses, members, syntheticSource, undisturbed } from './synthetic-source.ts';

const database = await openTestDatabase();
after(() => database.close());

const inProcess = ({ _id }: Institution, pauseMilliseconds: number) =>
  startBeside(database, 'test/sync/runs/run-process', 'sync/runs', `${_id}`, `${pauseMilliseconds}`);
const run = (institution: Institution) => runSync({ institution, source: syntheticSource() });
const runsOf = ({ _id: institutionId }: Institution) =>
  SyncRunModel.find({ institutionId }).sort({ startedAt: 1 }).lean<SyncRun[]>();
const hasCheckpoint = (institution: Institution) => async () =>
  (await runsOf(institution))[0]?.checkpoint !== undefined;

// At once, each with an institution of its own: they wait for a lease to run out.
describe('runs of one source in several processes', { concurrency: true }, () => {
  test('two: one runs, the other is told so', async () => {
    const institution = await createInstitution({ name: 'Two' });
    const first = inProcess(institution, 0);
    const end = endOf(first);
    await until(async () => (await runsOf(institution)).length > 0);
    await assert.rejects(run(institution), { name: 'RunInProgressError' });
    first.stdin.end();
    assert.deepEqual(JSON.parse((await end).said), undisturbed);
    assert.equal((await runsOf(institution)).length, 1);
  });

  test('kill -9: the next run takes over once the dead one is silent, and all is as undisturbed', async () => {
    const institution = await createInstitution({ name: 'Killed' });
    const institutionId = institution._id;
    await killOnce(inProcess(institution, 100), hasCheckpoint(institution));
    const left = await EnrolmentModel.countDocuments({ institutionId });
    assert.ok(left > 0 && left < courses * members, `killed in the middle: ${left}`);

    const { counts, isResumed } = await run(institution);
    const { changed, ...others } = counts;
    const { changed: _, ...expected } = undisturbed;
    assert.ok(isResumed);
    // What was written behind the checkpoint is no change the second time.
    assert.ok(changed <= undisturbed.changed && changed > undisturbed.changed / 2);
    assert.deepEqual(others, expected);
    const [killed, next] = await runsOf(institution);
    assert.deepEqual([killed?.state, next?.state], ['failed', 'done']);
    assert.match(killed?.error ?? '', /Interrupted/);
    assert.equal(await EnrolmentModel.countDocuments({ institutionId, state: 'active' }), courses * members);
    assert.equal(await CourseModel.countDocuments({ institutionId, removedAt: { $exists: false } }), courses);
  });

  test('one that was asleep for too long writes nothing more', async () => {
    const institution = await createInstitution({ name: 'Asleep' });
    const institutionId = institution._id;
    const child = inProcess(institution, 100);
    const end = endOf(child);
    await until(hasCheckpoint(institution));
    child.kill('SIGSTOP');
    const before = await EnrolmentModel.countDocuments({ institutionId });
    // Its time is up.
    await LeaseModel.updateOne({ _id: `${institutionId} moodle` }, { expiresAt: new Date(0) });
    assert.deepEqual((await run(institution)).counts.enrolments, undisturbed.enrolments);
    await EnrolmentModel.deleteMany({ institutionId });
    assert.ok(before > 0);
    await sleep(leaseTimes.life + 1_000);
    child.kill('SIGCONT');
    assert.equal((await end).said, 'LeaseLostError\n');
    assert.equal(await EnrolmentModel.countDocuments({ institutionId }), 0);
  });
});

import { EnrolmentModel } from '../../../../models/enrolment.ts';
import type { Institution } from '../../../../models/institution.ts';
import { learnerKeyOf } from '../../../../models/learner.ts';
import type { LaunchedCourse } from '../../../lti/launch.ts';
import type { Member } from '../../../lti/names-and-roles/roster-page.ts';
import { type ApplyCounts, apply } from '../../apply.ts';
import type { SyncRecord } from '../../record.ts';
import { recordRun } from '../../sync-run.ts';

export const source = 'names-and-roles';

/** Named: where many enrolments are looked at and few match, the embedded engine's own choice of an index can fail. */
const byCourse = { hint: { tenant: 1, course: 1 } } as const;
const byLearner = { hint: { tenant: 1, learner: 1, course: 1 } } as const;
const leaversInBatch = 1_000;

/**
 * Brings one course's roster into the database. A person who has left it is marked as withdrawn: of a complete roster,
 * once it was read to its end, everybody who is not in it; of differences, who is said to have left. A course completed
 * before stays completed.
 * @param isComplete false: the members are those who have changed since an earlier run
 * @returns counts in which a person who stands on two pages is one enrolment
 * @throws RosterError
 */
export function syncRoster(
  institution: Institution,
  course: LaunchedCourse,
  members: AsyncIterable<Member>,
  { isComplete = true } = {},
): Promise<ApplyCounts> {
  const tenant = institution._id;
  const seenAt = new Date();
  const here = { tenant, course: course.key, source };
  const gone = { ...here, seenAt: { $lt: seenAt }, state: 'active' as const };
  const withdraw = async (people: readonly string[]) => {
    const learner = { $in: people.map((person) => learnerKeyOf(institution, person)) };
    await EnrolmentModel.updateMany({ ...gone, learner }, { state: 'withdrawn' }, byLearner);
  };
  return recordRun(tenant, `${source}:${course.key}`, async () => {
    const records = recordsOf(course, members, isComplete ? undefined : withdraw);
    const counts = await apply({ institution, source, records, seenAt, now: seenAt });
    await EnrolmentModel.updateMany({ ...here, seenAt, state: 'withdrawn' }, { state: 'active' }, byCourse);
    if (isComplete) await EnrolmentModel.updateMany(gone, { state: 'withdrawn' }, byCourse);
    return { ...counts, enrolments: await EnrolmentModel.countDocuments({ ...here, seenAt }, byCourse) };
  });
}

/** @param withdraw called with those who have left, some at a time */
async function* recordsOf(
  course: LaunchedCourse,
  members: AsyncIterable<Member>,
  withdraw: ((people: readonly string[]) => Promise<void>) | undefined,
): AsyncGenerator<SyncRecord> {
  yield { kind: 'course', key: course.key, title: course.title, ...(course.url && { url: course.url }) };
  let leavers: string[] = [];
  for await (const { userId, role, status } of members) {
    if (status === 'active') yield { kind: 'enrolment', learner: userId, course: course.key, role };
    else if (withdraw) leavers.push(userId);
    if (leavers.length < leaversInBatch) continue;
    await withdraw?.(leavers);
    leavers = [];
  }
  if (leavers.length > 0) await withdraw?.(leavers);
}

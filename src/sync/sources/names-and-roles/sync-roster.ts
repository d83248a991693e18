import { EnrolmentModel } from '../../../../models/enrolment.ts';
import type { Institution } from '../../../../models/institution.ts';
import type { Member } from '../../../lti/names-and-roles/roster-page.ts';
import { type ApplyCounts, apply } from '../../apply.ts';
import type { SyncRecord } from '../../record.ts';
import { recordRun } from '../../sync-run.ts';

export const source = 'names-and-roles';

/** Named: where many enrolments are looked at and few match, the embedded engine's own choice of an index can fail. */
const byCourse = { hint: { tenant: 1, course: 1 } } as const;

/**
 * Brings one course's roster into the database. A person who is no longer in it is marked as withdrawn, once the
 * roster was read to its end; a course completed before stays completed.
 * @throws RosterError
 */
export function syncRoster(
  institution: Institution,
  course: { key: string; title: string },
  members: AsyncIterable<Member>,
): Promise<ApplyCounts> {
  const tenant = institution._id;
  const seenAt = new Date();
  return recordRun(tenant, `${source}:${course.key}`, async () => {
    const records = recordsOf(course, members);
    const counts = await apply({ institution, source, records, seenAt, now: seenAt });
    const here = { tenant, course: course.key, source };
    await EnrolmentModel.updateMany({ ...here, seenAt, state: 'withdrawn' }, { state: 'active' }, byCourse);
    const gone = { ...here, seenAt: { $lt: seenAt }, state: 'active' as const };
    await EnrolmentModel.updateMany(gone, { state: 'withdrawn' }, byCourse);
    return counts;
  });
}

async function* recordsOf(
  course: { key: string; title: string },
  members: AsyncIterable<Member>,
): AsyncGenerator<SyncRecord> {
  yield { kind: 'course', key: course.key, title: course.title };
  for await (const { userId, role, status } of members)
    if (status === 'active') yield { kind: 'enrolment', learner: userId, course: course.key, role };
}

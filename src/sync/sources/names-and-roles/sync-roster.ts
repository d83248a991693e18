import { EnrolmentModel } from '../../../../models/enrolment.ts';
import type { Institution } from '../../../../models/institution.ts';
import type { LaunchedCourse } from '../../../lti/launch.ts';
import type { Member } from '../../../lti/names-and-roles/roster-page.ts';
import { type ApplyCounts, apply } from '../../apply.ts';
import type { SyncRecord } from '../../record.ts';
import { recordRun } from '../../sync-run.ts';

export const source = 'names-and-roles';

/** Named: where many enrolments are looked at and few match, the embedded engine's own choice of an index can fail. */
const byCourse = { hint: { tenant: 1, course: 1 } } as const;

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
  return recordRun(tenant, `${source}:${course.key}`, async () => {
    const records = recordsOf(course, members, isComplete);
    const counts = await apply({ institution, source, records, seenAt, now: seenAt });
    const seen = { tenant, course: course.key, [`views.${source}.seenAt`]: seenAt };
    return { ...counts, enrolments: await EnrolmentModel.countDocuments(seen, byCourse) };
  });
}

async function* recordsOf(
  { key, title, url }: LaunchedCourse,
  members: AsyncIterable<Member>,
  isComplete: boolean,
): AsyncGenerator<SyncRecord> {
  yield { kind: 'course', key, title, ...(url && { url }) };
  for await (const { userId: learner, role, status } of members)
    if (status === 'active') yield { kind: 'enrolment', learner, course: key, role, state: 'active' };
    else yield { kind: 'removal', learner, course: key };
  if (isComplete) yield { kind: 'complete', of: 'enrolments', course: key };
}

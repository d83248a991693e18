import { EnrolmentModel } from '../../../../models/enrolment.ts';
import type { Institution } from '../../../../models/institution.ts';
import type { LaunchedCourse } from '../../../lti/launch/launch.ts';
import type { Member, UnusableMember } from '../../../lti/names-and-roles/roster-page.ts';
import type { ApplyCounts } from '../../apply/apply.ts';
import { plainText } from '../../plain-text.ts';
import type { SyncRecord } from '../../record.ts';
import { type RunOptions, runSync } from '../../runs/run-sync.ts';
import type { PullOptions } from '../../source.ts';

export const source = 'names-and-roles';

/** The index is named, because the embedded engine's own choice can fail where many enrolments are read and few match. */
const byCourse = { hint: { institutionId: 1, course: 1 } } as const;

export interface RosterOptions extends Pick<RunOptions, 'lease' | 'now'> {
  /** False: the members are those who have changed since an earlier run. */
  isComplete?: boolean;
}

/**
 * Stores one course's roster. People who have left are marked as withdrawn: after a complete roster was read to its end,
 * everybody who is not in it; after differences, the people who are said to have left. A completed course stays completed.
 * @returns counts in which a person who stands on two pages is one enrolment
 * @throws RosterError
 */
export async function syncRoster(
  institution: Institution,
  course: LaunchedCourse,
  members: AsyncIterable<Member | UnusableMember>,
  { isComplete = true, now = () => new Date(), lease }: RosterOptions = {},
): Promise<ApplyCounts> {
  const { counts, seenAt } = await runSync({
    institution,
    source: {
      name: source,
      part: course.key,
      pull: (options) => toRecords(course, members, isComplete, options),
    },
    now,
    ...(lease && { lease }),
  });
  const seen = { institutionId: institution._id, course: course.key, [`bySource.${source}.seenAt`]: seenAt };
  return { ...counts, enrolments: await EnrolmentModel.countDocuments(seen, byCourse) };
}

/** @param course without a title, the stored title stays */
export async function* toRecords(
  { key, title: plain, titleAsWritten, url }: Omit<LaunchedCourse, 'title'> & Partial<LaunchedCourse>,
  members: AsyncIterable<Member | UnusableMember>,
  isComplete: boolean,
  { onReject }: Pick<PullOptions, 'onReject'>,
): AsyncGenerator<SyncRecord> {
  const title = titleAsWritten ?? plain;
  // A course whose name is a picture alone is one all the same.
  if (title !== undefined)
    yield { kind: 'course', key, title: plainText(title) === '' ? key : title, ...(url && { url }) };
  let isWhole = isComplete;
  for await (const member of members) {
    if ('problem' in member) {
      // It may be somebody who is stored, so nobody counts as gone.
      isWhole = false;
      onReject({ origin: `course ${key}`, reason: member.problem });
      continue;
    }
    const { userId: learner, sourcedId, productId, role, status } = member;
    if (sourcedId !== undefined) yield { kind: 'alias', source: 'one-roster', id: sourcedId, learner };
    if (productId !== undefined) yield { kind: 'alias', ...productId, learner };
    if (status === 'active') yield { kind: 'enrolment', learner, course: key, role, state: 'active' };
    else yield { kind: 'removal', learner, course: key };
  }
  if (isWhole) yield { kind: 'complete', of: 'enrolments', course: key };
}

import type { EnrolmentState } from '../../../../models/enrolment.ts';
import type { EnrolmentRecord } from '../../../sync/record.ts';
import type { Completion } from './completion.ts';
import type { Grade } from './grades.ts';
import type { Member, Standing } from './members.ts';

/** What was read about a learner besides membership. A part that is absent was not asked for, or is unknown. */
export interface Evidence {
  grade?: Grade | undefined;
  completion?: Completion | undefined;
}

/**
 * A member of a course.
 *
 * Moodle does not tell its web services when an enrolment began. The order of a person's courses comes from what is known:
 * when the grade was given, the course completed, and the last access; the earliest of them counts.
 *
 * Who has completed a course and is suspended in it since, because their time there is over, has completed it: this is
 * said by `completedAt`, which stays as long as nobody takes it back.
 * @param evidence undefined: nothing has happened that would change what was said before
 */
export function enrolmentRecord(
  { id, role, lastAccess }: Member,
  course: number,
  standing: Standing,
  evidence: Evidence | undefined,
): EnrolmentRecord {
  const record = { kind: 'enrolment', learner: id, course: `${course}`, role } as const;
  if (role === 'staff' || evidence === undefined) return { ...record, state: stateOf(standing) };
  const { grade, completion } = evidence;
  const at = earliest(grade?.gradedAt, completion?.completedAt, lastAccess);
  return {
    ...{ ...record, state: stateOf(standing, completion) },
    ...(at && { at }),
    ...(completion && { progress: completion.progress, completedAt: completion.completedAt ?? null }),
    ...(grade && { gradeBand: grade.band ?? null }),
  };
}

/** An enrolment that begins with its course, later. */
export function plannedRecord({ id, role }: Member, course: number, at: Date): EnrolmentRecord {
  return { kind: 'enrolment', learner: id, course: `${course}`, role, state: 'planned', at };
}

/** The course was completed without a date, by an import or by hand, so only the state can say so. */
function stateOf(standing: Standing, completion?: Completion): EnrolmentState {
  if (completion?.isCompleted && !completion.completedAt) return 'completed';
  return standing === 'suspended' ? 'withdrawn' : 'active';
}

function earliest(...times: readonly (Date | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length > 0 ? new Date(Math.min(...known)) : undefined;
}

import { toGradeBand } from '../../../sync/grade-band.ts';
import type { EnrolmentRecord } from '../../../sync/record.ts';
import type { CanvasCourse } from './course.ts';
import { dateIn, type Fields, fieldsOf, numberIn } from './fields.ts';

/** What one of a person's enrolments in a course says. */
export type Standing = Pick<EnrolmentRecord, 'role' | 'state' | 'at' | 'completedAt' | 'gradeBand'> & {
  role: 'learner' | 'staff';
  state: NonNullable<EnrolmentRecord['state']>;
};

/** Observers (parents) and the test student of "student view" are nobody: not asked for, and left out if they come. */
export const types: Readonly<Record<string, Standing['role']>> = {
  StudentEnrollment: 'learner',
  TeacherEnrollment: 'staff',
  TaEnrollment: 'staff',
  DesignerEnrollment: 'staff',
};

/**
 * Whoever was invited or has declined has not taken the course, and may be shown it. Deleted ones are asked for: that somebody
 * has left is seen in a pull of changes too, and pages do not shift while they are read.
 */
export const states: Readonly<Record<string, Standing['state']>> = {
  active: 'active',
  completed: 'completed',
  inactive: 'withdrawn',
  deleted: 'withdrawn',
};

/**
 * Canvas leaves an enrolment `active` when its course ends by date, so whoever was in a course until it was over has completed
 * it; whether well is in the grade. Ungraded work counts as nothing in the final score, which is why a band waits for the end.
 * @returns undefined for an enrolment that is none here
 */
export function standingOf(found: Fields, course: CanvasCourse, now: Date): Standing | undefined {
  const role = types[String(found['type'])];
  const stated = states[String(found['enrollment_state'])];
  if (role === undefined || stated === undefined) return undefined;
  const isFinished = stated === 'completed' || (stated === 'active' && course.isOver);
  const completedAt = isFinished ? endOf(found, course, stated, now) : undefined;
  return {
    ...{ role, state: isFinished ? 'completed' : stated, at: beginOf(found, course, now) ?? null },
    completedAt: completedAt ?? null,
    gradeBand: isFinished ? (bandOf(found['grades']) ?? null) : null,
  };
}

/**
 * When it began. A date of its own; else when it was made, but not before its course began (people are enrolled for autumn in
 * June) nor after it ended (a school's history is imported in a day).
 */
function beginOf(found: Fields, { startsAt, endsAt }: CanvasCourse, now: Date): Date | undefined {
  const made = dateIn(found['created_at']);
  const began = startsAt && startsAt <= now ? startsAt : undefined;
  const isImported = made && endsAt && made > endsAt;
  const own = dateIn(found['start_at']);
  if (own && own <= now) return own;
  if (isImported) return began ?? dateIn(found['last_activity_at']) ?? endsAt;
  return later(made, began) ?? dateIn(found['last_activity_at']);
}

function endOf(found: Fields, course: CanvasCourse, state: Standing['state'], now: Date): Date | undefined {
  const past = [dateIn(found['end_at']), course.endsAt].find((date) => date && date <= now);
  // Concluded by hand: about when it was last changed.
  return past ?? (state === 'completed' ? dateIn(found['updated_at']) : undefined);
}

/** Of the final score, in percent of what could be reached; without any graded work there is none. */
function bandOf(grades: unknown) {
  const { current_score: current, final_score: final } = fieldsOf(grades);
  const score = numberIn(current) === undefined ? undefined : numberIn(final);
  return score === undefined ? undefined : toGradeBand(score / 100);
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

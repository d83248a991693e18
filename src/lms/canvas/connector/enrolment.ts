import { toGradeBand } from '../../../sync/grade-band.ts';
import type { EnrolmentRecord } from '../../../sync/record.ts';
import { readTime } from '../../../values/read-time.ts';
import type { CanvasCourse } from './course.ts';
import { dateIn, type Fields, fieldsOf, numberIn } from './fields.ts';

/** What one of a person's enrolments in a course says. */
export type Standing = Pick<
  EnrolmentRecord,
  'role' | 'state' | 'at' | 'endsAt' | 'completedAt' | 'gradeBand'
> & {
  role: 'learner' | 'staff';
  state: NonNullable<EnrolmentRecord['state']>;
};

/**
 * Observers (parents) and the test student of "student view" take no part in a course. They are not asked for, and are
 * left out if they come.
 */
export const types: ReadonlyMap<string, Standing['role']> = new Map([
  ['StudentEnrollment', 'learner'],
  ['TeacherEnrollment', 'staff'],
  ['TaEnrollment', 'staff'],
  ['DesignerEnrollment', 'staff'],
]);

/**
 * A person who was invited or has declined has not taken the course, so it may be recommended. Deleted enrolments are
 * asked for: a pull of changes then sees that somebody has left, and pages do not shift while they are read.
 */
export const states: ReadonlyMap<string, Standing['state']> = new Map([
  ['active', 'active'],
  ['completed', 'completed'],
  ['inactive', 'withdrawn'],
  ['deleted', 'withdrawn'],
]);

const roleOfType = inAnyCase(types);
const stateNamed = inAnyCase(states);

/** Dates of an enrolment that are read. */
const dates = ['created_at', 'start_at', 'end_at', 'updated_at', 'last_activity_at'];

/** Says something of when, and it is no time: what it would change is not known. */
export function hasUnreadableDate(found: Fields): boolean {
  return dates.some((name) => readTime(found[name]) === 'unreadable');
}

/** Of somebody who has not begun. These are not asked for. */
const notBegun = ['invited', 'creation_pending', 'rejected', 'pending'];

/** Whether an enrolment that would count has a state that Canvas does not document, so that nobody knows what it means. */
export function hasUnknownState(found: Fields): boolean {
  const state = found['enrollment_state'];
  if (roleOfType(found['type']) === undefined || stateNamed(state) !== undefined) return false;
  return typeof state !== 'string' || !notBegun.includes(state.toLowerCase());
}

/**
 * Canvas leaves an enrolment `active` when its course ends by date. So a person who was in a course until it was over
 * has completed it, and the grade says how well. In the final score ungraded work counts as zero, so a grade band is
 * read only after the end.
 * An enrolment that begins later, by its own date or that of its course, is `active` for Canvas too, which lets nobody in before.
 * @returns undefined for an enrolment that is none here
 */
export function standingOf(found: Fields, course: CanvasCourse, now: Date): Standing | undefined {
  const role = roleOfType(found['type']);
  const stated = stateNamed(found['enrollment_state']);
  if (role === undefined || stated === undefined) return undefined;
  const begins = dateIn(found['start_at']) ?? course.startsAt;
  if (stated === 'active' && begins && begins > now)
    return { role, state: 'planned', at: begins, endsAt: null, completedAt: null, gradeBand: null };
  const isFinished = stated === 'completed' || (stated === 'active' && course.isOver);
  const completedAt = isFinished ? endOf(found, course, stated, now) : undefined;
  return {
    ...{ role, state: isFinished ? 'completed' : stated, at: beginOf(found, course, now) ?? null },
    endsAt: dateIn(found['end_at']) ?? null,
    completedAt: completedAt ?? null,
    gradeBand: isFinished ? (bandOf(found['grades']) ?? null) : null,
  };
}

/**
 * When the enrolment began: its own date, else the time it was created. That time counts neither before the course began
 * (people are enrolled in June for autumn) nor after it ended (a school may import its whole history in a day).
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
  // It was concluded by hand, at about the time of its last change.
  return past ?? (state === 'completed' ? dateIn(found['updated_at']) : undefined);
}

/**
 * The band of the final score, a percentage of the best possible score. There is none where no work was graded. What a teacher
 * has entered in its place (`override_score`) counts more.
 */
function bandOf(grades: unknown) {
  const { current_score: current, final_score: final, override_score: entered } = fieldsOf(grades);
  const score = numberIn(entered) ?? (numberIn(current) === undefined ? undefined : numberIn(final));
  return score === undefined ? undefined : toGradeBand(score / 100);
}

/** A table whose words may come in any capitals. */
function inAnyCase<Meaning>(table: ReadonlyMap<string, Meaning>): (word: unknown) => Meaning | undefined {
  const meanings = new Map([...table].map(([word, meaning]) => [word.toLowerCase(), meaning]));
  return (word) => (typeof word === 'string' ? meanings.get(word.toLowerCase()) : undefined);
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

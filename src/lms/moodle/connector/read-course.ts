import { asksToWait, mayBeOfOnePart, mostInARow } from '../../../sync/failing-parts.ts';
import type { SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions } from '../../../sync/source.ts';
import { askCompletion, type Completion } from './completion.ts';
import { type Evidence, enrolmentRecord, plannedRecord } from './enrolment-record.ts';
import type { CourseEvidence } from './evidence-again.ts';
import { askGrades, type Grade } from './grades.ts';
import { askMembers, type LongestWhole, type Member } from './members.ts';
import { isLocal } from './moodle-refusal.ts';
import { prefetch } from './prefetch.ts';
import type { CourseToRead } from './read-catalogue.ts';
import type { MoodleService } from './service.ts';
import type { StudyFields } from './settings.ts';
import type { Teachers } from './teachers.ts';

/** Small requests at the same time. With more of them the people who use Moodle would notice. */
const requestsAtOnce = 4;

export interface CourseReading extends Pick<PullOptions, 'since' | 'signal' | 'onReject'> {
  service: MoodleService;
  staffRoles: readonly string[];
  studyFields: StudyFields;
  teachers: Teachers;
  longest: LongestWhole;
  evidence: CourseEvidence;
  /** The functions that the token's service allows. */
  withCompletion: boolean;
  withGrades: boolean;
}

/**
 * Reads who is in a course. It always reads everybody, because Moodle cannot be asked who came and went, so everybody
 * else has left. What costs a request for each person, or work for each grade, is read only for people who were active
 * or graded since. What cannot be read of that is left out, said and asked for again by the next pull.
 * @throws SourceError what is about Moodle and not about this course
 */
export async function* readCourse(course: CourseToRead, reading: CourseReading): AsyncGenerator<SyncRecord> {
  const { service, staffRoles, studyFields, longest, since, evidence, signal, onReject } = reading;
  const teaching = { staffRoles, teachers: await reading.teachers.of(course.id, signal) };
  const ask = (standing: 'active' | 'suspended') =>
    askMembers(service, course.id, standing, teaching, studyFields, longest, signal);
  const [active, suspended] = await Promise.all([ask('active'), ask('suspended')]);

  const isLive = active.list.some(({ lastAccess }) => isSince(evidence.since.grades, lastAccess));
  const learners = active.list.filter(({ role }) => role === 'learner');
  const grades = isLive && learners.length > 0 ? await gradesOf(course, reading) : undefined;
  const isAsked = ({ id, lastAccess }: Member) => {
    const gradedAt = grades?.get(id)?.gradedAt;
    return (
      isSince(evidence.since.completion, lastAccess) ||
      (gradedAt !== undefined && isSince(evidence.since.grades, gradedAt))
    );
  };

  for (const { id, role, study } of active.list)
    if (role === 'learner' && study) yield { kind: 'study', learner: id, ...study };
  for (const member of active.list)
    if (member.role === 'staff' || !isAsked(member))
      yield enrolmentRecord(member, course.id, 'active', undefined);
  for await (const [member, completion] of withCompletion(learners.filter(isAsked), course, reading))
    yield enrolmentRecord(member, course.id, 'active', {
      completion,
      ...(grades && { grade: grades.get(member.id) ?? {} }),
    });
  for (const member of suspended.list)
    yield beginsLater(member, course)
      ? plannedRecord(member, course.id, course.startsAt)
      : enrolmentRecord(member, course.id, 'suspended', isSince(since, member.lastAccess) ? {} : undefined);

  const origin = `course ${course.id}`;
  if (course.hasSeparateGroups && active.list.length === 0)
    onReject({
      ...{
        origin,
        reason: 'nobody to be seen in a course of separate groups: allow moodle/site:accessallgroups',
      },
    });
  else if (active.isWhole && suspended.isWhole)
    yield { kind: 'complete', of: 'enrolments', course: `${course.id}` };
}

/** @param since undefined: everything counts, also what has no time */
function isSince(since: Date | undefined, time: Date | undefined): boolean {
  return since === undefined || (time !== undefined && time >= since);
}

/**
 * Moodle lists people whose enrolment begins later among the suspended ones, and no function gives that time. Who was never in a
 * course that has not begun is taken for one of them; in a course that has begun they cannot be told from those who dropped it.
 */
function beginsLater(
  { lastAccess }: Member,
  course: CourseToRead,
): course is CourseToRead & { startsAt: Date } {
  return lastAccess === undefined && course.startsAt !== undefined && course.startsAt > new Date();
}

/** @returns undefined: they are not known */
async function gradesOf(
  { id }: CourseToRead,
  { service, withGrades, evidence, signal, onReject }: CourseReading,
): Promise<ReadonlyMap<string, Grade> | undefined> {
  if (!withGrades) return undefined;
  try {
    return await askGrades(service, id, signal);
  } catch (error) {
    // A whole grade book in one answer may be too much for Moodle. If Moodle is down, the next request shows it.
    if (!isLocal(error)) throw error;
    if (mayBeOfOnePart(error)) evidence.missed('grades');
    onReject({ origin: `grades of course ${id}`, ...rejectionOf(error) });
    return undefined;
  }
}

async function* withCompletion(
  learners: readonly Member[],
  course: CourseToRead,
  { service, withCompletion, evidence, signal, onReject }: CourseReading,
): AsyncGenerator<[Member, Evidence['completion']]> {
  let isKnown = withCompletion && course.hasCompletion;
  const ask = async (learner: Member): Promise<[Member, Completion | undefined]> => {
    const answer = isKnown ? await askCompletion(service, course.id, learner.id, signal) : undefined;
    if (answer !== 'no-criteria') return [learner, answer];
    isKnown = false;
    return [learner, undefined];
  };
  let failedInARow = 0;
  let isSaid = false;
  const asked = async (learner: Member): Promise<[Member, Completion | undefined]> => {
    try {
      const answer = await ask(learner);
      failedInARow = 0;
      return answer;
    } catch (error) {
      if (!isLocal(error)) throw error;
      const isOfOne = mayBeOfOnePart(error);
      if (isOfOne) evidence.missed('completion');
      if (!isSaid) onReject({ origin: `completion in course ${course.id}`, ...rejectionOf(error) });
      isSaid = true;
      // One learner of whom Moodle cannot tell it must not keep it from all behind.
      if (!isOfOne || asksToWait(error) || ++failedInARow >= mostInARow) isKnown = false;
      return [learner, undefined];
    }
  };
  const [first, ...others] = learners;
  if (!first) return;
  // Most courses have no criteria, and the first learner's answer tells.
  yield await asked(first);
  yield* prefetch(others, requestsAtOnce, asked);
}

import { mayBeOfOnePart } from '../../../sync/failing-parts.ts';
import type { SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions } from '../../../sync/source.ts';
import { askCompletion, type Completion } from './completion.ts';
import { type Evidence, enrolmentRecord, plannedRecord } from './enrolment-record.ts';
import { askGrades, type Grade } from './grades.ts';
import { askMembers, type LongestWhole, type Member } from './members.ts';
import { MoodleRefusal } from './moodle-refusal.ts';
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
  /** The functions that the token's service allows. */
  withCompletion: boolean;
  withGrades: boolean;
}

/**
 * Reads who is in a course. It always reads everybody, because Moodle cannot be asked who came and went, so everybody
 * else has left. What costs a request for each person, or work for each grade, is read only for people who were active
 * or graded since.
 * @throws SourceError what is about Moodle and not about this course
 */
export async function* readCourse(course: CourseToRead, reading: CourseReading): AsyncGenerator<SyncRecord> {
  const { service, staffRoles, studyFields, longest, since, signal, onReject } = reading;
  const teaching = { staffRoles, teachers: await reading.teachers.of(course.id, signal) };
  const ask = (standing: 'active' | 'suspended') =>
    askMembers(service, course.id, standing, teaching, studyFields, longest, signal);
  const [active, suspended] = await Promise.all([ask('active'), ask('suspended')]);

  const isNew = (time: Date | undefined) => since === undefined || (time !== undefined && time >= since);
  const isLive = active.list.some(({ lastAccess }) => isNew(lastAccess));
  const learners = active.list.filter(({ role }) => role === 'learner');
  const grades = isLive && learners.length > 0 ? await gradesOf(course, reading) : undefined;
  const isAsked = ({ id, lastAccess }: Member) => isNew(lastAccess) || isNew(grades?.get(id)?.gradedAt);

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
      : enrolmentRecord(member, course.id, 'suspended', isNew(member.lastAccess) ? {} : undefined);

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
  { service, withGrades, signal, onReject }: CourseReading,
): Promise<ReadonlyMap<string, Grade> | undefined> {
  if (!withGrades) return undefined;
  try {
    return await askGrades(service, id, signal);
  } catch (error) {
    // A whole grade book in one answer may be too much for Moodle. If Moodle is down, the next request shows it.
    if (!isLocal(error)) throw error;
    onReject({ origin: `grades of course ${id}`, ...rejectionOf(error as Error) });
    return undefined;
  }
}

async function* withCompletion(
  learners: readonly Member[],
  course: CourseToRead,
  { service, withCompletion, signal, onReject }: CourseReading,
): AsyncGenerator<[Member, Evidence['completion']]> {
  let isKnown = withCompletion && course.hasCompletion;
  const ask = async (learner: Member): Promise<[Member, Completion | undefined]> => {
    const answer = isKnown ? await askCompletion(service, course.id, learner.id, signal) : undefined;
    if (answer !== 'no-criteria') return [learner, answer];
    isKnown = false;
    return [learner, undefined];
  };
  const asked = async (learner: Member): Promise<[Member, Completion | undefined]> => {
    try {
      return await ask(learner);
    } catch (error) {
      if (!isLocal(error)) throw error;
      if (isKnown) onReject({ origin: `completion in course ${course.id}`, ...rejectionOf(error as Error) });
      isKnown = false;
      return [learner, undefined];
    }
  };
  const [first, ...others] = learners;
  if (!first) return;
  // Most courses have no criteria, and the first learner's answer tells.
  yield await asked(first);
  yield* prefetch(others, requestsAtOnce, asked);
}

/** About this course, as far as one answer tells. */
function isLocal(error: unknown): boolean {
  return (error instanceof MoodleRefusal && error.isLocal) || mayBeOfOnePart(error);
}

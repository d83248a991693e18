import { textsOf } from '../../course-texts.ts';
import type { CompleteRecord, CourseRecord, EnrolmentRecord, RemovalRecord, Term } from '../../record.ts';
import type { AcademicSession, OneRosterClass, OneRosterCourse, OneRosterEnrolment } from './objects.ts';

const day = 86_400_000;
/** A person who left so many days before the end of a class did not attend it to its end. */
const earlyDays = 14;

const roles: Readonly<Record<string, EnrolmentRecord['role']>> = {
  student: 'learner',
  teacher: 'staff',
  administrator: 'staff',
  proctor: 'staff',
};

/**
 * Maps OneRoster to records, in the order sessions, courses, classes, enrolments. It holds what enrolments need of the catalogue,
 * and no enrolments.
 *
 * A class becomes a course of the LMS, and OneRoster's course becomes the group of its classes. No enrolment is ever `completed`,
 * because OneRoster does not say whether somebody passed.
 */
export class Roster {
  readonly #today: number;
  readonly #sessions = new Map<string, AcademicSession>();
  readonly #courses = new Map<string, OneRosterCourse>();
  readonly #terms = new Map<string, Term | undefined>();
  /** Classes of which an enrolment could not be read; undefined where the class is not known. */
  #unsure: Set<string> | undefined = new Set();
  #areAllClassesRead = true;

  constructor(now: Date) {
    this.#today = now.getTime();
  }

  addSession(session: AcademicSession): undefined {
    this.#sessions.set(session.id, session);
  }

  addCourse(course: OneRosterCourse): undefined {
    this.#courses.set(course.id, course);
  }

  /**
   * A class, its removal, or the reason why it is neither. It must also be called for classes that an earlier run has stored,
   * because their enrolments need it.
   */
  classRecord(found: OneRosterClass): CourseRecord | RemovalRecord | string {
    const { id, isRemoved, course: group } = found;
    const texts = textsOf(found.title);
    if (id === '' || (texts.title === '' && !isRemoved)) {
      this.missed('classes');
      return id === '' ? 'no sourcedId' : 'no title';
    }
    if (isRemoved) return { kind: 'removal', course: id };
    const course = this.#courses.get(group);
    const term = this.#termOf(found.terms);
    this.#terms.set(id, term);
    const code = found.code || course?.code;
    const subjects = [...new Set([...found.subjects, ...(course?.subjects ?? [])])];
    return {
      ...{ kind: 'course', key: id, ...texts },
      ...(code && { code }),
      ...(subjects.length > 0 && { categories: subjects }),
      ...(group && { group }),
      // A term that is not in this bundle is not taken back.
      ...(term && { term }),
      // OneRoster does not say when people can enrol. After the term nobody can.
      ...(term?.endsAt && { closesAt: term.endsAt, endsAt: term.endsAt }),
    };
  }

  /** An enrolment, its removal, or the reason why it is neither. */
  enrolmentRecord(found: OneRosterEnrolment): EnrolmentRecord | RemovalRecord | string {
    const { class: course, user: learner, beginsAt, endsAt } = found;
    const role = roles[found.role.toLowerCase()];
    const problem = findProblem(found, role);
    if (problem !== undefined) {
      if (course === '') this.missed('enrollments');
      else this.#unsure?.add(course);
      return problem;
    }
    const who = { learner, course };
    const term = this.#terms.get(course);
    if (found.isRemoved || this.#leftEarly(endsAt, term)) return { kind: 'removal', ...who };
    const began = beginsAt ?? term?.startsAt;
    // Somebody who is enrolled for the next term.
    const isPlanned = began !== undefined && began.getTime() > this.#today;
    return {
      ...{ kind: 'enrolment', ...who, state: isPlanned ? 'planned' : 'active' },
      ...(role && { role }),
      ...(began && { at: began }),
      endsAt: endsAt ?? null,
    };
  }

  /** To be called when an object could not be read and it is not known whose it is. Then nothing counts as gone. */
  missed(of: 'academicSessions' | 'courses' | 'classes' | 'enrollments'): void {
    if (of === 'classes') this.#areAllClassesRead = false;
    if (of === 'enrollments') this.#unsure = undefined;
  }

  get areAllClassesRead(): boolean {
    return this.#areAllClassesRead;
  }

  /**
   * The scopes of the listed classes. Nobody is withdrawn from a class that is no longer listed: it is last year's, and people
   * have taken it.
   */
  *completedClasses(): Generator<CompleteRecord> {
    if (this.#unsure === undefined) return;
    for (const course of this.#terms.keys())
      if (!this.#unsure.has(course)) yield { kind: 'complete', of: 'enrolments', course };
  }

  /** The enrolment ended well before the class. People who stayed to the end have taken it. */
  #leftEarly(endsAt: Date | undefined, term: Term | undefined): boolean {
    if (!endsAt || endsAt.getTime() > this.#today) return false;
    return term?.endsAt !== undefined && endsAt.getTime() < term.endsAt.getTime() - earlyDays * day;
  }

  #termOf(ids: readonly string[]): Term | undefined {
    const sessions = ids.flatMap((id) => this.#sessions.get(id) ?? []);
    const [first] = sessions;
    if (!first) return undefined;
    const starts = sessions.flatMap(({ startsAt }) => startsAt?.getTime() ?? []);
    const ends = sessions.flatMap(({ endsAt }) => endsAt?.getTime() ?? []);
    return {
      name: sessions.map(({ title }) => title).join(', '),
      ...(starts.length > 0 && { startsAt: new Date(Math.min(...starts)) }),
      ...(ends.length > 0 && { endsAt: new Date(Math.max(...ends)) }),
    };
  }
}

function findProblem(
  { class: course, user }: OneRosterEnrolment,
  role: EnrolmentRecord['role'],
): string | undefined {
  if (course === '') return 'no classSourcedId';
  if (user === '') return 'no userSourcedId';
  return role === undefined ? `role is none of ${Object.keys(roles).join(', ')}` : undefined;
}

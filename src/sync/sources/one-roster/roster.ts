import { readCreditCount } from '../../../values/read-credits.ts';
import { sheetFault } from '../../../values/spoilt-id.ts';
import { entryInWords } from '../../entry-words.ts';
import type { CompleteRecord, CourseRecord, EnrolmentRecord, RemovalRecord, Term } from '../../record.ts';
import type { PullOptions } from '../../source.ts';
import type { AcademicSession, OneRosterClass, OneRosterCourse, OneRosterEnrolment } from './objects.ts';
import { readIsGone, readRole, roleFault, statusFault } from './words.ts';

const day = 86_400_000;
/** A person who left so many days before the end of a class did not attend it to its end. */
const earlyDays = 14;
/** Nobody can enrol in a class of which nobody knows when it ends. It counts as closed since this time. */
const longAgo = new Date(0);
const dateFault = 'has a date that cannot be read, or may be two days (8/7/2026): write it as 2026-09-30';

export interface RosterOptions extends Pick<PullOptions, 'storedTerm'> {
  now: Date;
  /** Only what has changed is read, so what is not read still stands. */
  areChanges: boolean;
}

/**
 * Maps OneRoster to records, in the order sessions, courses, classes, enrolments. It holds what enrolments need of the catalogue,
 * and no enrolments. What a delta does not have (the term of an enrolment's class) is what is stored.
 *
 * A class becomes a course of the LMS, and OneRoster's course becomes the group of its classes. No enrolment is ever `completed`,
 * because OneRoster does not say whether somebody passed. A person may have several rows in a class; `apply` makes staff of who
 * is a teacher in one of them.
 */
export class Roster {
  readonly #today: number;
  readonly #areChanges: boolean;
  readonly #storedTerm: PullOptions['storedTerm'];
  readonly #sessions = new Map<string, Term>();
  readonly #unreadableSessions = new Set<string>();
  readonly #courses = new Map<string, OneRosterCourse>();
  readonly #terms = new Map<string, Term | undefined>();
  /** Classes of which an enrolment could not be read; undefined where the class is not known. */
  #unsure: Set<string> | undefined = new Set();
  #areAllClassesRead = true;

  constructor({ now, areChanges, storedTerm }: RosterOptions) {
    this.#today = now.getTime();
    this.#areChanges = areChanges;
    this.#storedTerm = storedTerm;
  }

  /** @returns the reason why its dates are not known */
  addSession({ id, title: name, startsAt, endsAt }: AcademicSession): string | undefined {
    if (startsAt === 'unreadable' || endsAt === 'unreadable') {
      this.#unreadableSessions.add(id);
      return `a term that ${dateFault}`;
    }
    this.#sessions.set(id, {
      name,
      ...(startsAt !== 'none' && { startsAt }),
      ...(endsAt !== 'none' && { endsAt }),
    });
    return undefined;
  }

  addCourse(course: OneRosterCourse): undefined {
    this.#courses.set(course.id, course);
  }

  /**
   * A class, its removal, or the reason why it is neither. It must also be called for classes that an earlier run has stored,
   * because their enrolments need it.
   */
  classRecord(found: OneRosterClass): CourseRecord | RemovalRecord | string {
    const { id, title, course: group } = found;
    const isGone = readIsGone(found.status);
    const problem = findClassProblem(found, isGone);
    if (problem !== undefined) {
      this.missed('classes');
      return problem;
    }
    if (isGone) return { kind: 'removal', course: id };
    // Metadata are free: a word of another meaning says nothing of ways in.
    const entry = entryInWords(found.entry ?? '', []);
    const course = this.#courses.get(group);
    const term = this.#termOf(found.terms);
    this.#terms.set(id, term);
    const code = found.code || course?.code;
    const credits = readCreditCount(found.credits || course?.credits);
    const subjects = [...new Set([...found.subjects, ...(course?.subjects ?? [])])];
    // OneRoster does not say when people can enrol. After the term nobody can.
    const isUnsure = found.terms.some((term) => this.#unreadableSessions.has(term));
    const closesAt = isUnsure ? longAgo : term?.endsAt;
    return {
      ...{ kind: 'course', key: id, title },
      ...(code && { code }),
      ...(credits !== undefined && { credits }),
      ...(subjects.length > 0 && { categories: subjects }),
      ...(group && { group }),
      // A term that is not in this bundle is not taken back.
      ...(term && { term }),
      ...(closesAt && { closesAt }),
      ...(term?.endsAt && { endsAt: term.endsAt }),
      ...(entry && entry.length > 0 && { entry }),
    };
  }

  /** An enrolment, its removal, or the reason why it is neither. Undefined: it is nobody's here, such as a parent's. */
  async enrolmentRecord(
    found: OneRosterEnrolment,
  ): Promise<EnrolmentRecord | RemovalRecord | string | undefined> {
    const { class: course, user: learner, beginsAt, endsAt } = found;
    const role = readRole(found.role);
    if (role === undefined) return undefined;
    const isGone = readIsGone(found.status);
    const problem = findEnrolmentProblem(found, isGone);
    if (problem !== undefined || role === 'unknown') {
      if (course === '') this.missed('enrollments');
      else this.#unsure?.add(course);
      return problem ?? roleFault;
    }
    const who = { learner, course };
    const [begin, end] = [known(beginsAt), known(endsAt)];
    const term = this.#terms.get(course) ?? (await this.#storedTerm?.(course));
    if (isGone || this.#leftEarly(end, term)) return { kind: 'removal', ...who };
    const began = begin ?? term?.startsAt;
    // Somebody who is enrolled for the next term.
    const isPlanned = began !== undefined && began.getTime() > this.#today;
    // A change to a student's row says nothing of the teacher's row that the same person may have in the class.
    const isRoleKnown = role === 'staff' || !this.#areChanges;
    return {
      ...{ kind: 'enrolment', ...who, state: isPlanned ? 'planned' : 'active' },
      ...(isRoleKnown && { role }),
      ...(began && { at: began }),
      endsAt: end ?? null,
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
    if (!first || ids.some((id) => this.#unreadableSessions.has(id))) return undefined;
    const starts = sessions.flatMap(({ startsAt }) => startsAt?.getTime() ?? []);
    const ends = sessions.flatMap(({ endsAt }) => endsAt?.getTime() ?? []);
    return {
      name: sessions.map(({ name }) => name).join(', '),
      ...(starts.length > 0 && { startsAt: new Date(Math.min(...starts)) }),
      ...(ends.length > 0 && { endsAt: new Date(Math.max(...ends)) }),
    };
  }
}

function findClassProblem(
  { id, title, course }: OneRosterClass,
  isGone: boolean | 'unknown',
): string | undefined {
  if (id === '') return 'no sourcedId';
  if (isGone === 'unknown') return statusFault;
  if (title === '' && !isGone) return 'no title';
  return findIdFault({ sourcedId: id, courseSourcedId: course });
}

function findEnrolmentProblem(
  { class: course, user, beginsAt, endsAt }: OneRosterEnrolment,
  isGone: boolean | 'unknown',
): string | undefined {
  if (course === '') return 'no classSourcedId';
  if (user === '') return 'no userSourcedId';
  const fault = findIdFault({ classSourcedId: course, userSourcedId: user });
  if (fault !== undefined) return fault;
  if (isGone === 'unknown') return statusFault;
  const isUnreadable = beginsAt === 'unreadable' || endsAt === 'unreadable';
  return isUnreadable && !isGone ? `an enrolment that ${dateFault}` : undefined;
}

/** The first id that a spreadsheet has spoilt. */
function findIdFault(ids: Readonly<Record<string, string>>): string | undefined {
  for (const [name, id] of Object.entries(ids)) {
    const fault = sheetFault(id);
    if (fault !== undefined) return `${name} ${fault}`;
  }
  return undefined;
}

function known(time: OneRosterEnrolment['endsAt']): Date | undefined {
  return time instanceof Date ? time : undefined;
}

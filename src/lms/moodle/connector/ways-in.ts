import type { CourseEntry } from '../../../../models/course.ts';
import { type FoundCourse, isOutOfSight } from './catalogue.ts';
import { askMethods, type Method, type MethodQuestion } from './enrolment-methods.ts';
import type { MoodleFunction } from './functions.ts';
import { askSentences, timeInWords, type Understand } from './sentences.ts';
import { isSet, textOf } from './values.ts';

/** Staff or other systems enrol people by these: no student can. */
const byStaff = new Set([
  ...['manual', 'cohort', 'meta', 'category', 'database', 'flatfile', 'imsenterprise', 'ldap', 'lti', 'mnet'],
]);
const byPayment = new Set(['fee', 'paypal']);
/** Further plugins that many sites have. */
const byRequest = new Set(['apply']);

const closed: CourseEntry = { way: 'closed' };

/**
 * How people get into courses. `core_course_get_courses_by_field` names the methods of enrolment that are switched on, and no
 * more. `core_enrol_get_course_enrolment_methods` says whether its caller can enrol by them: the account of the token stands for
 * somebody who is in no course and in no cohort, so it must be in none.
 */
export class WaysIn {
  readonly #question: MethodQuestion;
  #understand: Promise<Understand> | undefined;

  constructor(question: MethodQuestion) {
    this.#question = question;
  }

  /**
   * The ways into each course, by its id. Null: the service lacks the functions that tell them. Absent: Moodle did not tell them
   * this time.
   * @throws SourceError what is about Moodle and not about one course
   */
  async of(courses: readonly FoundCourse[]): Promise<ReadonlyMap<number, CourseEntry[] | null>> {
    const asked = courses.filter((course) => !isOutOfSight(course) && asksForMore(course));
    const methods = await askMethods(
      asked.map(({ id }) => id),
      this.#question,
    );
    const entries = new Map<number, CourseEntry[] | null>();
    const canTell =
      this.#has('core_enrol_get_course_enrolment_methods') && this.#has('enrol_guest_get_instance_info');
    for (const course of courses) {
      const entry = await this.#entryOf(course, methods.get(course.id));
      if (entry || !canTell) entries.set(course.id, entry);
    }
    return entries;
  }

  async #entryOf(course: FoundCourse, methods: readonly Method[] | undefined): Promise<CourseEntry[] | null> {
    const named = methodsNamed(course);
    if (isOutOfSight(course)) return [closed];
    if (named === undefined) return null;
    const answered = new Set(methods?.map(({ type }) => type));
    const doors = await Promise.all((methods ?? []).map((method) => this.#doorOf(method, course)));
    const others = named.filter((name) => !answered.has(name) && (methods === undefined || !isOwn(name)));
    doors.push(...others.map((name) => this.#doorNamed(name, course, methods !== undefined)));
    return entryOf(doors);
  }

  /** Undefined: it is not known. */
  async #doorOf(
    { type, status, hasMore, needsPassword }: Method,
    course: FoundCourse,
  ): Promise<CourseEntry | undefined> {
    const isOpen = isSet(status);
    if (type === 'guest') {
      if (!isOpen) return closed;
      if (needsPassword === undefined) return undefined;
      return needsPassword ? { way: 'guest', needsKey: true } : { way: 'guest' };
    }
    if (type !== 'self') return isOpen ? { way: 'request' } : closed;
    // Moodle names the function that takes the key while the door is open, and only where there is a key.
    if (isOpen) return { way: hasMore ? 'key' : 'open' };
    const sentence = textOf(status);
    return sentence === '' ? closed : this.#doorSaid(sentence, course);
  }

  /** The first of the reasons, in Moodle's own order. Others may stand behind it. */
  async #doorSaid(sentence: string, course: FoundCourse): Promise<CourseEntry> {
    const { service, functions, signal } = this.#question;
    this.#understand ??= askSentences(service, functions.has('core_get_strings'), signal);
    const understood = (await this.#understand)(sentence);
    if (understood?.id === 'cohortnonmemberinfo') return { way: 'cohort', groups: [understood.about] };
    const opensAt = understood?.id === 'canntenrolearly' ? timeInWords(understood.about) : undefined;
    if (opensAt) return { way: 'open', opensAt };
    if (understood === undefined || understood.id === 'canntenrolearly')
      this.#question.onReject({
        origin: `course ${course.id}`,
        reason: 'what Moodle says of self-enrolment is not understood, so it counts as closed',
      });
    return closed;
  }

  /** A method of which Moodle says nothing but that it is switched on. Undefined: it was not asked about. */
  #doorNamed(name: string, course: FoundCourse, wasAsked: boolean): CourseEntry | undefined {
    if (byPayment.has(name)) return { way: 'payment' };
    if (byRequest.has(name)) return { way: 'request' };
    if (byStaff.has(name)) return { way: 'invitation' };
    if (!wasAsked) return undefined;
    this.#question.onReject({
      ...{ origin: `course ${course.id}`, detail: /^\w{1,40}$/.test(name) ? name : '' },
      reason: 'a method of enrolment that is not known, so it counts as closed',
    });
    return closed;
  }

  #has(name: MoodleFunction): boolean {
    return this.#question.functions.has(name);
  }
}

/** Methods of enrolment that are switched on; undefined where Moodle does not say. */
function methodsNamed({ answer }: FoundCourse): readonly string[] | undefined {
  const methods = answer['enrollmentmethods'];
  return Array.isArray(methods) ? methods.map(textOf) : undefined;
}

/** Methods that tell by `core_enrol_get_course_enrolment_methods` alone who gets in. */
function isOwn(name: string): boolean {
  return name === 'self' || name === 'guest';
}

/** Staff's methods and those of payment never answer; a plugin that is not known may. */
function asksForMore(course: FoundCourse): boolean {
  return (methodsNamed(course) ?? []).some((name) => !byStaff.has(name) && !byPayment.has(name));
}

/**
 * What the doors of a course come to. Staff can enrol people in nearly every course, which is worth saying only where no other
 * door was ever meant.
 * @param doors undefined: one that nobody knows anything of
 */
function entryOf(doors: readonly (CourseEntry | undefined)[]): CourseEntry[] | null {
  const known = doors.flatMap((door) => door ?? []);
  const ofStudents = known.filter(({ way }) => way !== 'closed' && way !== 'invitation');
  if (ofStudents.length > 0) return distinct(ofStudents);
  if (doors.includes(undefined)) return null;
  return known.length > 0 && known.every(({ way }) => way === 'invitation')
    ? [{ way: 'invitation' }]
    : [closed];
}

function distinct(doors: readonly CourseEntry[]): CourseEntry[] {
  return [...new Map(doors.map((door) => [JSON.stringify(door), door])).values()];
}

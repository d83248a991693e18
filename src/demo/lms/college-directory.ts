import type { College, CollegeCourse, CollegeEnrolment, Person } from '../college/college.ts';
import type { CourseRole } from './demo-roles.ts';

export interface TakenCourse {
  course: CollegeCourse;
  state: CollegeEnrolment['state'];
  /** When the person enrolled. */
  at: Date;
}

/** Somebody on a roster. */
export interface Member {
  person: Person;
  role: CourseRole | 'Administrator';
  /** False for those who have withdrawn. */
  active: boolean;
}

export type EnrolmentObstacle = 'not-a-student' | 'taken' | 'closed' | 'missing-prerequisite';

/** The college as the demo LMS knows it. People who enrol change it, until the process ends. */
export class CollegeDirectory {
  readonly college: College;
  /** In alphabetical order; a page gives each a colour by its place here. */
  readonly subjects: readonly string[];
  readonly #people: ReadonlyMap<string, Person>;
  readonly #courses: ReadonlyMap<string, CollegeCourse>;
  readonly #languages = new Map<string, string>();
  readonly #byPerson = new Map<string, CollegeEnrolment[]>();
  readonly #byCourse = new Map<string, CollegeEnrolment[]>();

  constructor(college: College) {
    this.college = college;
    this.subjects = [...new Set(college.courses.flatMap(({ categories }) => categories[0] ?? []))].sort();
    this.#people = new Map(college.people.map((person) => [person.id, person]));
    this.#courses = new Map(college.courses.map((course) => [course.key, course]));
    for (const enrolment of college.enrolments) this.#add(enrolment);
  }

  person(id: string | undefined): Person | undefined {
    return id === undefined ? undefined : this.#people.get(id);
  }

  course(key: string | undefined): CollegeCourse | undefined {
    return key === undefined ? undefined : this.#courses.get(key);
  }

  /** What a student takes and has taken, newest first. */
  coursesTakenBy(person: Person): TakenCourse[] {
    const enrolments = this.#byPerson.get(person.id) ?? [];
    return enrolments
      .flatMap(({ course: key, state, at }) => {
        const course = this.#courses.get(key);
        return course ? [{ course, state, at }] : [];
      })
      .reverse();
  }

  taughtBy(person: Person): CollegeCourse[] {
    return this.college.courses.filter(({ teacher }) => teacher === person.id);
  }

  /** Undefined for those who are not in the course: strangers, and those who have withdrawn. */
  roleIn(course: CollegeCourse, person: Person): CourseRole | undefined {
    if (course.teacher === person.id) return 'Instructor';
    return this.coursesTakenBy(person).some((taken) => taken.course === course && taken.state !== 'withdrawn')
      ? 'Learner'
      : undefined;
  }

  /** This term's roster: the teacher and the learners. Who has completed the course is no longer in it. */
  members(course: CollegeCourse): Member[] {
    const teacher = this.#people.get(course.teacher);
    const learners = (this.#byCourse.get(course.key) ?? []).flatMap(({ learner, state }): Member[] => {
      const person = this.#people.get(learner);
      return person && state !== 'completed' ? [{ person, role: 'Learner', active: state === 'active' }] : [];
    });
    return [
      ...(teacher ? [{ person: teacher, role: 'Instructor' as const, active: true }] : []),
      ...learners,
    ];
  }

  /** Everybody, as Moodle's site home has them: all but the administrators are learners. */
  everybody(): Member[] {
    return this.college.people.map((person) => ({
      person,
      role: person.role === 'administrator' ? 'Administrator' : 'Learner',
      active: true,
    }));
  }

  /** Prerequisites of a course that a person has neither completed nor is taking. */
  missingPrerequisites(course: CollegeCourse, person: Person): CollegeCourse[] {
    const passed = new Set(
      this.coursesTakenBy(person).flatMap((taken) => (taken.state === 'withdrawn' ? [] : taken.course.key)),
    );
    return course.prerequisites.flatMap((key) => (passed.has(key) ? [] : (this.course(key) ?? [])));
  }

  /** Why a person cannot enrol, or undefined when they can. */
  obstacleTo(course: CollegeCourse, person: Person, now: Date): EnrolmentObstacle | undefined {
    if (person.role !== 'student') return 'not-a-student';
    if (this.coursesTakenBy(person).some((taken) => taken.course === course)) return 'taken';
    if (course.closesAt && course.closesAt < now) return 'closed';
    return this.missingPrerequisites(course, person).length > 0 ? 'missing-prerequisite' : undefined;
  }

  /** Activities of a course are for those who are in it, and for administrators. */
  mayOpenTool(person: Person, course: CollegeCourse): boolean {
    return person.role === 'administrator' || this.roleIn(course, person) !== undefined;
  }

  /** Who may add activities to a course. */
  mayEdit(person: Person, course: CollegeCourse): boolean {
    return person.role === 'administrator' || this.roleIn(course, person) === 'Instructor';
  }

  /** BCP 47 tag of the language that a person reads; English where nobody has said it. */
  languageOf({ id }: Person): string {
    return this.#languages.get(id) ?? 'en';
  }

  /** Says what language a person reads. */
  reads(person: Person, language: string): void {
    this.#languages.set(person.id, language);
  }

  enrol(person: Person, course: CollegeCourse, at: Date): void {
    this.#add({ learner: person.id, course: course.key, state: 'active', at });
  }

  #add(enrolment: CollegeEnrolment): void {
    append(this.#byPerson, enrolment.learner, enrolment);
    append(this.#byCourse, enrolment.course, enrolment);
  }
}

function append(index: Map<string, CollegeEnrolment[]>, key: string, enrolment: CollegeEnrolment): void {
  const list = index.get(key);
  if (list) list.push(enrolment);
  else index.set(key, [enrolment]);
}

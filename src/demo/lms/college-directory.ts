import type { College, CollegeCourse, CollegeEnrolment, Person } from '../college/college.ts';
import type { CourseRole } from './roles.ts';

export interface CourseOfPerson {
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

/** The college as the demo LMS knows it: looked up by id, and changed by people who enrol; forgotten at the end. */
export class CollegeDirectory {
  readonly college: College;
  readonly #people: ReadonlyMap<string, Person>;
  readonly #courses: ReadonlyMap<string, CollegeCourse>;
  readonly #byPerson = new Map<string, CollegeEnrolment[]>();
  readonly #byCourse = new Map<string, CollegeEnrolment[]>();

  constructor(college: College) {
    this.college = college;
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
  coursesOf(person: Person): CourseOfPerson[] {
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
    return this.coursesOf(person).some((taken) => taken.course === course && taken.state !== 'withdrawn')
      ? 'Learner'
      : undefined;
  }

  /** This term's roster: the teacher and the learners. Who completed the course in an earlier term has left it. */
  membersOf(course: CollegeCourse): Member[] {
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

  /** Moodle's site home counts everybody but administrators as learners. */
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
      this.coursesOf(person).flatMap((taken) => (taken.state === 'withdrawn' ? [] : taken.course.key)),
    );
    return course.prerequisites.flatMap((key) => (passed.has(key) ? [] : (this.course(key) ?? [])));
  }

  /** Why a person cannot enrol, or undefined when they can. */
  obstacleTo(course: CollegeCourse, person: Person, now: Date): EnrolmentObstacle | undefined {
    if (person.role !== 'student') return 'not-a-student';
    if (this.coursesOf(person).some((taken) => taken.course === course)) return 'taken';
    if (course.closesAt && course.closesAt < now) return 'closed';
    return this.missingPrerequisites(course, person).length > 0 ? 'missing-prerequisite' : undefined;
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

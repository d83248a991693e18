import type { College, CollegeCourse, CollegeEnrolment, Person } from '../college/college.ts';

export interface CourseOfPerson {
  course: CollegeCourse;
  state: CollegeEnrolment['state'];
}

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
    for (const enrolment of college.enrolments) this.#index(enrolment);
  }

  person(id: string | undefined): Person | undefined {
    return id === undefined ? undefined : this.#people.get(id);
  }

  course(key: string | undefined): CollegeCourse | undefined {
    return key === undefined ? undefined : this.#courses.get(key);
  }

  /** Newest first; for a teacher the courses taught. */
  coursesOf(person: Person): CourseOfPerson[] {
    if (person.role === 'instructor')
      return this.college.courses
        .filter(({ teacher }) => teacher === person.id)
        .map((course) => ({ course, state: 'active' }));
    const enrolments = this.#byPerson.get(person.id) ?? [];
    return enrolments
      .map(({ course, state }) => ({ course: this.#courses.get(course) as CollegeCourse, state }))
      .reverse();
  }

  /** Who is in a course now: its learners, and its teacher. */
  membersOf(course: CollegeCourse): Person[] {
    const learners = (this.#byCourse.get(course.key) ?? []).filter(({ state }) => state === 'active');
    return [course.teacher, ...learners.map(({ learner }) => learner)].flatMap(
      (id) => this.#people.get(id) ?? [],
    );
  }

  /** Does nothing where the person is or was in the course. */
  enrol(person: Person, course: CollegeCourse, at: Date): void {
    if (this.coursesOf(person).some((taken) => taken.course.key === course.key)) return;
    this.#index({ learner: person.id, course: course.key, state: 'active', at });
  }

  #index(enrolment: CollegeEnrolment): void {
    for (const [index, key] of [
      [this.#byPerson, enrolment.learner],
      [this.#byCourse, enrolment.course],
    ] as const)
      index.set(key, [...(index.get(key) ?? []), enrolment]);
  }
}

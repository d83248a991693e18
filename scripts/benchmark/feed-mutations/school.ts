import type { Random } from '../../../src/recommender/data/random.ts';

export interface Person {
  /** Digits, so that it can be written as a number too. */
  id: string;
  role: 'learner' | 'staff';
}

export interface SchoolCourse {
  id: string;
  people: readonly Person[];
}

/** A school as it truly is. */
export interface School {
  courses: readonly SchoolCourse[];
}

const staffInCourse = 3;

export function createSchool(courses: number, people: number): School {
  return {
    courses: Array.from({ length: courses }, (_, c) => ({
      id: `${1_000 + c}`,
      people: Array.from({ length: people }, (_, p) => ({
        id: `${100_000 + c * people + p}`,
        role: p < people - staffInCourse ? 'learner' : 'staff',
      })),
    })),
  };
}

/** The same school some days later: in a few courses one or two learners have truly left, and somebody has come. */
export function laterSchool(school: School, random: Random): School {
  return {
    courses: school.courses.map((course, c) => {
      if (random.next() > 0.15) return course;
      const leavers = 1 + Math.floor(random.next() * 2);
      const newcomer: Person = { id: `${900_000 + c}`, role: 'learner' };
      return { ...course, people: [...course.people.slice(leavers), newcomer] };
    }),
  };
}

/** "course person" */
export function nameOf(course: string, person: string): string {
  return `${course} ${person}`;
}

/** Everybody who is truly in a course. */
export function peopleOf(school: School): Set<string> {
  return new Set(school.courses.flatMap(({ id, people }) => people.map((person) => nameOf(id, person.id))));
}

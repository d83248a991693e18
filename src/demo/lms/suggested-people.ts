import type { Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';

export interface SuggestedPerson {
  person: Person;
  /** What the person is here, and what makes this one worth a look. */
  standing: string;
  note: string;
}

/** A programme, and how many terms a student of it has been here. */
const contrasting = [
  ['Computer Science', 6],
  ['Nursing', 4],
  ['Art and Media Design', 3],
  ['Economics', 5],
  ['Music', 2],
] as const;

/** People with different pasts, so that a first look shows different answers. */
export function suggestedPeople(directory: CollegeDirectory): SuggestedPerson[] {
  const { people } = directory.college;
  const students = contrasting.map(([programme, terms]) =>
    people.find((person) => person.programme === programme && person.terms === terms),
  );
  const newcomer = people.find((person) => person.terms === 0);
  const staff = (['instructor', 'administrator'] as const).map((role) =>
    people.find((person) => person.role === role),
  );
  return [...students, newcomer, ...staff].flatMap((person) =>
    person ? [{ person, standing: describeStanding(person), note: describeHistory(person, directory) }] : [],
  );
}

function describeStanding({ role, programme, terms = 0 }: Person): string {
  if (role !== 'student') return role === 'instructor' ? 'Instructor' : 'Administrator';
  // Two terms make a year.
  const year =
    terms === 0 ? 'just arrived' : `${['first', 'second', 'third'][Math.ceil(terms / 2) - 1]} year`;
  return `${programme}, ${year}`;
}

function describeHistory(person: Person, directory: CollegeDirectory): string {
  if (person.role === 'administrator') return 'Administers the LMS';
  if (person.role === 'instructor') return `Teaches ${directory.taughtBy(person).length} courses`;
  const count = directory.coursesTakenBy(person).length;
  return count === 0 ? 'No courses yet' : `${count} courses so far`;
}

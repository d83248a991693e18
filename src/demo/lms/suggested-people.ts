import type { Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';

export interface SuggestedPerson {
  person: Person;
  /** What makes this one worth a look. */
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
    person ? [{ person, note: noteOn(person, directory) }] : [],
  );
}

function noteOn(person: Person, directory: CollegeDirectory): string {
  if (person.role === 'administrator') return 'Administers the LMS';
  if (person.role === 'instructor') return `Teaches ${directory.taughtBy(person).length} courses`;
  const courses = directory.coursesOf(person).length;
  if (courses === 0) return 'Has just arrived: no courses yet';
  return `In term ${person.terms}, ${courses} courses so far`;
}

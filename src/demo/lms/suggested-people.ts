import { yearOfStudy } from '../college/academic-terms.ts';
import type { Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';

export interface SuggestedPerson {
  person: Person;
  /** What the person is here, and what makes this one worth a look. */
  standing: string;
  note: string;
  /** BCP 47 tag of the language that the person reads, where it is not English. */
  language?: string;
}

/** A programme, how many terms a student of it has been here, and what the student reads. */
const contrasting: readonly { programme: string; terms: number; language?: string; reads?: string }[] = [
  { programme: 'Computer Science', terms: 6 },
  { programme: 'Nursing', terms: 4 },
  { programme: 'Art and Media Design', terms: 3 },
  { programme: 'Economics', terms: 5, language: 'ar', reads: 'reads Arabic' },
  { programme: 'Music', terms: 2 },
];

/** People with different pasts, so that a first look shows different answers. */
export function suggestedPeople(directory: CollegeDirectory): SuggestedPerson[] {
  const { people } = directory.college;
  const suggested = (
    person: Person | undefined,
    { language, reads }: { language?: string; reads?: string } = {},
  ) =>
    person
      ? [
          {
            ...{ person, standing: describeStanding(person) },
            note: [describeHistory(person, directory), reads].filter(Boolean).join(', '),
            ...(language && { language }),
          },
        ]
      : [];
  const others = [
    people.find((person) => person.terms === 0),
    ...(['instructor', 'administrator'] as const).map((role) =>
      people.find((person) => person.role === role),
    ),
  ];
  return [
    ...contrasting.flatMap((wanted) =>
      suggested(
        typical(
          people.filter(({ programme, terms }) => programme === wanted.programme && terms === wanted.terms),
          directory,
        ),
        wanted,
      ),
    ),
    ...others.flatMap((person) => suggested(person)),
  ];
}

/**
 * Of people of one programme, the one in the middle by the share of courses in its subject: such a past explains its cards,
 * where that of somebody who takes other subjects does not, and there is something left to take.
 */
function typical(people: readonly Person[], directory: CollegeDirectory): Person | undefined {
  const subjects = new Map(
    people.map((person) => [
      person,
      directory.coursesTakenBy(person).map(({ course }) => course.categories[0]),
    ]),
  );
  const all = [...subjects.values()].flat();
  const countOf = (subject: string | undefined, among: readonly (string | undefined)[]) =>
    among.filter((one) => one === subject).length;
  const [main] = [...new Set(all)].sort((a, b) => countOf(b, all) - countOf(a, all));
  const shareOf = (person: Person) => {
    const own = subjects.get(person) ?? [];
    return countOf(main, own) / Math.max(1, own.length);
  };
  return people.toSorted((a, b) => shareOf(b) - shareOf(a))[Math.floor(people.length / 2)];
}

function describeStanding({ role, programme, terms = 0 }: Person): string {
  if (role !== 'student') return role === 'instructor' ? 'Instructor' : 'Administrator';
  const year = terms === 0 ? 'just arrived' : `${['first', 'second', 'third'][yearOfStudy(terms) - 1]} year`;
  return `${programme}, ${year}`;
}

function describeHistory(person: Person, directory: CollegeDirectory): string {
  if (person.role === 'administrator') return 'Administers the LMS';
  if (person.role === 'instructor') return `Teaches ${directory.taughtBy(person).length} courses`;
  const count = directory.coursesTakenBy(person).length;
  return count === 0 ? 'No courses yet' : `${count} courses so far`;
}

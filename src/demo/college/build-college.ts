import { lastTermStarts, termCount } from './academic-terms.ts';
import { subjects } from './catalogue/all-subjects.ts';
import { statedSkills } from './catalogue/stated-skills.ts';
import { translations } from './catalogue/translations/all-translations.ts';
import type { College, CollegeCourse, Person } from './college.ts';
import { DemoRandom } from './demo-random.ts';
import { inventedNames } from './invented-names.ts';
import { programmes } from './programmes.ts';
import { simulateHistory } from './simulate-history.ts';

const seed = 20_26;
const studentCount = 800;
const instructorCount = 40;
const administratorCount = 2;
/** Every fortieth student has only just arrived and has no history at all. */
const newcomerEvery = 40;
/** Discontinued courses were last open to new students in the term before the current one. */
const lastTermOfDiscontinued = termCount - 2;

/**
 * The demo college on a given day. It is the same whenever and wherever it is built: `today` only moves the dates, by whole
 * terms.
 */
export function buildCollege(today: Date): College {
  const random = new DemoRandom(seed);
  const names = inventedNames(random);
  const termStarts = lastTermStarts(today);
  const instructors = people('instructor', instructorCount, 1000, names);
  const courses = buildCourses(instructors, termStarts);
  const sizes = programmes.map(({ size }) => size);
  const students = people('student', studentCount, 2000, names).map((student, i) => ({
    ...student,
    programme: programmes[random.weighted(sizes)]?.name as string,
    terms: i % newcomerEvery === 0 ? 0 : 1 + (i % termCount),
  }));
  return {
    name: 'Lindenhof College',
    courses,
    people: [...students, ...instructors, ...people('administrator', administratorCount, 10, names)],
    enrolments: simulateHistory(courses, students, termStarts, random),
  };
}

function buildCourses(instructors: readonly Person[], termStarts: readonly Date[]): CollegeCourse[] {
  const entries = subjects.flatMap((subject) => subject.courses.map((entry) => ({ subject, entry })));
  const keys = new Map(entries.map(({ entry }, i) => [entry.code, `${101 + i}`]));
  return entries.map(({ subject, entry }, i) => ({
    key: keys.get(entry.code) as string,
    code: entry.code,
    title: entry.title,
    description: entry.description,
    categories: [subject.name, subject.faculty],
    level: entry.level,
    credits: creditsOf[entry.level],
    language: entry.language,
    translations: translationsFor(entry.code),
    prerequisites: entry.after.map((code) => keys.get(code) as string),
    skills: statedSkills[entry.code] ?? [],
    ...(entry.discontinued ? { closesAt: termStarts[lastTermOfDiscontinued] as Date } : {}),
    teacher: instructors[i % instructors.length]?.id as string,
  }));
}

/** What comes later is more work. */
const creditsOf: Readonly<Record<CollegeCourse['level'], number>> = {
  introductory: 5,
  intermediate: 5,
  advanced: 7.5,
};

function translationsFor(code: string): CollegeCourse['translations'] {
  return Object.fromEntries(
    Object.entries(translations).flatMap(([tag, courses]) => {
      const texts = courses[code];
      return texts ? [[tag, { title: texts[0], description: texts[1] }]] : [];
    }),
  );
}

function people(
  role: Person['role'],
  count: number,
  firstId: number,
  names: Iterator<string, never>,
): Person[] {
  return Array.from({ length: count }, (_, i) => {
    const name = names.next().value;
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@lindenhof.example`;
    return { id: `${firstId + i}`, name, email, role };
  });
}

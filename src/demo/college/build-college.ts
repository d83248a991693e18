import { subjects } from './catalogue/index.ts';
import type { College, CollegeCourse, Person } from './college.ts';
import { inventedNames } from './names.ts';
import { programmes } from './programmes.ts';
import { DemoRandom } from './random.ts';
import { simulateHistory, termCount } from './simulate-history.ts';

const seed = 20_26;
const studentCount = 800;
const instructorCount = 40;
const administratorCount = 2;
/** Codes of courses that are no longer offered: they are in histories, and must not be recommended. */
const discontinued = ['CMP304', 'MUS203', 'HUM205', 'BUS303'];

/**
 * The demo college at a given day, the same whenever it is built: `today` only moves the dates, by whole terms.
 * Terms begin on 1 March and 1 September, UTC.
 */
export function buildCollege(today: Date): College {
  const random = new DemoRandom(seed);
  const names = inventedNames(random);
  const termStarts = lastTermStarts(today);
  const instructors = people('instructor', instructorCount, 1000, names);
  const courses = buildCourses(instructors, termStarts);
  const students = people('student', studentCount, 2000, names).map((student, i) => ({
    ...student,
    programme: programmes[random.weighted(programmes.map(({ size }) => size))]?.name as string,
    // Two terms a year begin; a few students have only just arrived.
    terms: i % 40 === 0 ? 0 : 1 + (i % termCount),
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
    language: /[ñáéíóú]{1}.*[ñáéíóú]/.test(entry.description) ? 'es' : 'en',
    prerequisites: entry.after.map((code) => keys.get(code) as string),
    ...(discontinued.includes(entry.code) ? { closesAt: termStarts[termCount - 2] as Date } : {}),
    teacher: instructors[i % instructors.length]?.id as string,
  }));
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

/** Starts of the last `termCount` terms, oldest first; the last has begun. */
function lastTermStarts(today: Date): Date[] {
  const starts: Date[] = [];
  for (let year = today.getUTCFullYear(); starts.length < termCount; year--)
    for (const month of [8, 2]) {
      const start = new Date(Date.UTC(year, month, 1));
      if (start <= today && starts.length < termCount) starts.unshift(start);
    }
  return starts;
}

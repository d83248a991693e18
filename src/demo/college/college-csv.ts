import { yearOfStudy } from './academic-terms.ts';
import type { College } from './college.ts';

type Cell = string | undefined;

/** The catalogue in the columns that docs/import.md describes, without `url`: the college has no addresses of its own. */
export function coursesCsv({ courses }: College): string {
  const header = [
    'course',
    'code',
    'title',
    'description',
    'category',
    'level',
    'credits',
    'language',
    'prerequisites',
    'skills',
    'closes',
  ];
  const rows = courses.map((course) => [
    course.key,
    course.code,
    course.title,
    course.description,
    course.categories.join('|'),
    course.level,
    `${course.credits}`,
    course.language,
    course.prerequisites.join('|'),
    course.skills.join('|'),
    course.closesAt?.toISOString(),
  ]);
  return csv([header, ...rows]);
}

/**
 * The history in the columns that docs/import.md describes, with what each student studies at the end of it; without `weight`: all
 * enrolments weigh the same.
 */
export function enrolmentsCsv({ enrolments, people }: College): string {
  const header = ['learner', 'course', 'time', 'state', 'programme', 'year'];
  const students = new Map(people.map((person) => [person.id, person]));
  const rows = enrolments.map(({ learner, course, at, state }) => {
    const { programme, terms = 0 } = students.get(learner) ?? {};
    return [learner, course, at.toISOString(), state, programme, `${yearOfStudy(terms)}`];
  });
  return csv([header, ...rows]);
}

/** RFC 4180, except that lines end as on Unix. */
function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

function quoted(cell: Cell = ''): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

import { type CourseEntry, entryWays } from '../../../../models/course.ts';
import type { ConnectorCheck } from '../../../sync/connector.ts';
import { runCheck } from '../../../sync/run-check.ts';
import { askCategories, askCourses, type FoundCourse, isHidden, isOutOfSight } from './catalogue.ts';
import { howToAllow } from './check-capability.ts';
import type { MoodleService } from './service.ts';
import { WaysIn } from './ways-in.ts';

/** So many courses are enough to try everything. */
const enoughCourses = 300;
const coursesAsked = 50;

export interface CatalogueFound {
  checks: readonly ConnectorCheck[];
  courses: readonly FoundCourse[];
}

/** Tries whether all courses are listed, including hidden ones, can be entered, and say how people get in. */
export async function catalogueChecks(
  service: MoodleService,
  functions: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<CatalogueFound> {
  const courses: FoundCourse[] = [];
  let expected = 0;
  const read = await runCheck('Courses', async () => {
    for (const category of await askCategories(service, signal)) {
      if (category.courseCount === 0) continue;
      expected += category.courseCount ?? 0;
      courses.push(...(await askCourses(service, category, signal)));
      if (courses.length >= enoughCourses) break;
    }
    if (courses.length > 0) return { found: `At least ${courses.length}.` };
    const cure = 'If there are courses, allow the role moodle/category:viewhiddencategories.';
    return { state: 'bad', found: 'None.', cure };
  });
  if (courses.length === 0) return { checks: [read], courses };
  const ways = await waysInCheck(new WaysIn({ service, functions, signal, onReject: () => {} }), courses);
  return { checks: [read, hiddenCheck(courses, expected), entryCheck(courses), ways], courses };
}

function hiddenCheck(courses: readonly FoundCourse[], expected: number): ConnectorCheck {
  const title = 'moodle/course:viewhiddencourses';
  const hidden = courses.filter(isHidden).length;
  if (courses.length < expected)
    return {
      ...{ title, state: 'bad', found: `${expected - courses.length} courses are counted and not shown.` },
      cure: howToAllow(title),
    };
  if (hidden > 0) return { title, state: 'good', found: `${hidden} hidden courses are shown.` };
  return { title, state: 'unknown', found: 'There is no hidden course to try it on.' };
}

/** Moodle does not say when a course begins that the account may not enter. */
function entryCheck(courses: readonly FoundCourse[]): ConnectorCheck {
  const title = 'moodle/course:view';
  const closed = courses.filter(({ answer }) => answer['startdate'] === undefined).length;
  if (closed === 0) return { title, state: 'good', found: 'Every course can be entered.' };
  const found = `${closed} of ${courses.length} courses cannot be entered.`;
  return { title, state: 'bad', found, cure: howToAllow(title) };
}

const wayWords: Readonly<Record<CourseEntry['way'], string>> = {
  open: 'where people enrol themselves',
  key: 'with a key',
  request: 'where people ask for a place',
  payment: 'that people pay for',
  guest: 'that guests may look at',
  cohort: 'for members of a cohort',
  invitation: 'where staff enrol people',
  closed: 'that nobody gets into',
};

/** Counts the best way into each of the first visible courses. */
function waysInCheck(waysIn: WaysIn, courses: readonly FoundCourse[]): Promise<ConnectorCheck> {
  return runCheck('Ways into courses', async () => {
    const some = courses.filter((course) => !isOutOfSight(course)).slice(0, coursesAsked);
    if (some.length === 0) return { state: 'unknown', found: 'There is no visible course to try it on.' };
    const known = await waysIn.of(some);
    const entries = some.map(({ id }) => known.get(id) ?? null);
    const unknown = entries.filter((entry) => entry === null).length;
    const counts = entryWays.flatMap((way) => {
      const count = entries.filter((entry) => bestOf(entry) === way).length;
      return count > 0 ? `${count} ${wayWords[way]}` : [];
    });
    const found = `Of ${some.length} courses ${[...counts, ...(unknown > 0 ? [`${unknown} of which it is not known`] : [])].join(', ')}.`;
    if (unknown === 0) return { found };
    return { state: 'bad', found, cure: 'Add the functions that the checks above miss to the service.' };
  });
}

function bestOf(entry: readonly CourseEntry[] | null): CourseEntry['way'] | undefined {
  return entryWays.find((way) => entry?.some((door) => door.way === way));
}

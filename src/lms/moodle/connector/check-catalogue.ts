import { type CourseEntry, entryWays } from '../../../../models/course.ts';
import { message } from '../../../messages/message.ts';
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
  const read = await runCheck(message('check.courses'), async () => {
    for (const category of await askCategories(service, signal)) {
      if (category.courseCount === 0) continue;
      expected += category.courseCount ?? 0;
      courses.push(...(await askCourses(service, category, signal)));
      if (courses.length >= enoughCourses) break;
    }
    if (courses.length > 0) return { found: message('check.atLeast', { count: courses.length }) };
    return { state: 'bad', found: message('check.none'), cure: message('moodle.courses.cure') };
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
      ...{ title, state: 'bad', found: message('moodle.hidden.bad', { count: expected - courses.length }) },
      cure: howToAllow(title),
    };
  if (hidden > 0) return { title, state: 'good', found: message('moodle.hidden.good', { count: hidden }) };
  return { title, state: 'unknown', found: message('moodle.hidden.untried') };
}

/** Moodle does not say when a course begins that the account may not enter. */
function entryCheck(courses: readonly FoundCourse[]): ConnectorCheck {
  const title = 'moodle/course:view';
  const closed = courses.filter(({ answer }) => answer['startdate'] === undefined).length;
  if (closed === 0) return { title, state: 'good', found: message('moodle.view.good') };
  const found = message('moodle.view.bad', { count: closed, of: courses.length });
  return { title, state: 'bad', found, cure: howToAllow(title) };
}

/** Counts the best way into each of the first visible courses. */
function waysInCheck(waysIn: WaysIn, courses: readonly FoundCourse[]): Promise<ConnectorCheck> {
  return runCheck(message('moodle.ways'), async () => {
    const some = courses.filter((course) => !isOutOfSight(course)).slice(0, coursesAsked);
    if (some.length === 0) return { state: 'unknown', found: message('moodle.ways.untried') };
    const known = await waysIn.of(some);
    const entries = some.map(({ id }) => known.get(id) ?? null);
    const unknown = entries.filter((entry) => entry === null).length;
    const counts = entryWays.flatMap((way) => {
      const count = entries.filter((entry) => bestOf(entry) === way).length;
      return count > 0 ? message(`moodle.way.${way}`, { count }) : [];
    });
    const ways = [...counts, ...(unknown > 0 ? [message('moodle.way.unknown', { count: unknown })] : [])];
    const found = message('moodle.ways.found', { count: some.length, ways });
    if (unknown === 0) return { found };
    return { state: 'bad', found, cure: message('moodle.ways.cure') };
  });
}

function bestOf(entry: readonly CourseEntry[] | null): CourseEntry['way'] | undefined {
  return entryWays.find((way) => entry?.some((door) => door.way === way));
}

import type { ConnectorCheck } from '../../../sync/connector.ts';
import { runCheck } from '../../../sync/run-check.ts';
import { askCategories, askCourses, type FoundCourse, isHidden } from './catalogue.ts';
import { howToAllow } from './check-capability.ts';
import type { MoodleService } from './service.ts';

/** So many courses are enough to try everything. */
const enoughCourses = 300;

export interface CatalogueFound {
  checks: readonly ConnectorCheck[];
  courses: readonly FoundCourse[];
}

/** Tries whether all courses are listed, including hidden ones, and can be entered. */
export async function catalogueChecks(service: MoodleService, signal: AbortSignal): Promise<CatalogueFound> {
  const courses: FoundCourse[] = [];
  let expected = 0;
  const read = await runCheck('Courses', async () => {
    for (const category of await askCategories(service, signal)) {
      if (category.courseCount === 0) continue;
      expected += category.courseCount;
      courses.push(...(await askCourses(service, category, signal)));
      if (courses.length >= enoughCourses) break;
    }
    if (courses.length > 0) return { found: `At least ${courses.length}.` };
    const cure = 'If there are courses, allow the role moodle/category:viewhiddencategories.';
    return { state: 'bad', found: 'None.', cure };
  });
  if (courses.length === 0) return { checks: [read], courses };
  return { checks: [read, hiddenCheck(courses, expected), entryCheck(courses)], courses };
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

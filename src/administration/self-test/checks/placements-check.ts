import type { Check } from '../run-checks.ts';
import { kindsSeen } from '../seen-launches.ts';

const places: Readonly<Record<string, string>> = {
  course: 'a link in a course',
  site: 'a place outside of courses',
  course_navigation: 'course navigation',
  global_navigation: 'global navigation',
  user_navigation: 'user navigation',
  account_navigation: 'account navigation',
  link_selection: 'a module item',
};

/** The places that the tool was opened from so far. A place that nobody has opened is not known here. */
export const placementsCheck: Check = {
  title: 'Places it was opened from',
  async run({ institutionId }) {
    const seen = [...(await kindsSeen(institutionId))].flatMap((kind) => places[kind] ?? []);
    if (seen.length > 0) return { state: 'good', found: `Opened so far from ${seen.join(', ')}.` };
    return {
      state: 'unknown',
      found: 'Nobody has opened it from a course or a menu yet.',
      cure: 'Open it once in each place where students are to find it.',
    };
  },
};

import type { Check } from '../check.ts';
import { kindsSeen } from '../seen-launches.ts';

const words: Readonly<Record<string, string>> = {
  course: 'a link in a course',
  site: 'a place outside of courses',
  course_navigation: 'course navigation',
  global_navigation: 'global navigation',
  user_navigation: 'user navigation',
  account_navigation: 'account navigation',
  link_selection: 'a module item',
};

/** Where the tool was opened so far: what was placed and never opened is not known here. */
export const placementsCheck: Check = {
  title: 'Places it was opened from',
  async run({ institutionId }) {
    const places = [...(await kindsSeen(institutionId))].flatMap((kind) => words[kind] ?? []);
    if (places.length > 0) return { state: 'good', found: `Opened so far from ${places.join(', ')}.` };
    return {
      state: 'unknown',
      found: 'Nobody has opened it from a course or a menu yet.',
      cure: 'Open it once in each place where students are to find it.',
    };
  },
};

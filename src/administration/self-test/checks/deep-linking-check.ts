import type { Check } from '../run-checks.ts';
import { kindsSeen } from '../seen-launches.ts';

/** @param how what the products call it: "name: …; name: …" */
export const deepLinkingCheck = (how: string): Check => ({
  title: 'Adding it to a course (deep linking)',
  async run({ institutionId }) {
    const seen = await kindsSeen(institutionId);
    if (seen.has('deep-linking-answered')) return { state: 'good', found: 'A link was added to a course.' };
    if (seen.has('deep-linking'))
      return {
        state: 'unknown',
        found: 'The page that adds a link was opened, and nothing was added yet.',
        cure: 'Add a link to a course and look whether it appears there.',
      };
    return {
      state: 'unknown',
      found: 'Nobody has tried it yet.',
      cure: `In a course, add an external tool and choose its content (${how}).`,
    };
  },
});

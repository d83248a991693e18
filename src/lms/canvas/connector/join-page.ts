import type { SafeAnswer } from '../../../lti/safe-fetch/safe-fetch.ts';

/** What the page behind *Join this Course* lets people do; undefined: it could not be seen. */
export type JoinPage = 'open' | 'closed' | undefined;

// Before its id stands an address of Canvas's own host.
const form = /<form\b[^<>]{0,1000}\bid="enroll_form"/;
const headline = /\bic-Login-confirmation__headline\b/;

/**
 * Reads the page at which people enrol themselves, as somebody sees it who is not signed in (Canvas:
 * `app/views/self_enrollments/new.html.erb`). A course keeps its code when its account stops to let people enrol themselves, and when its
 * places are taken, and no list of courses says so: the page has a form only where people get in.
 */
export function readJoinPage({ status, text = '' }: Pick<SafeAnswer, 'status' | 'text'>): JoinPage {
  // Nobody has this code any more.
  if (status === 404) return 'closed';
  if (status !== 200) return undefined;
  if (form.test(text)) return 'open';
  return headline.test(text) ? 'closed' : undefined;
}

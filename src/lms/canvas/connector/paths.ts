import { states, types } from './enrolment.ts';

/** Grades and conclusions are still entered after a course has ended. */
const graceMilliseconds = 30 * 86_400_000;
/** Canvas sends what is named here, and any column of a course by its name. */
const include = [
  ...['term', 'public_description', 'concluded', 'account_name'],
  ...['self_enrollment', 'open_enrollment', 'self_enrollment_code'],
];

/** Of an account. @param since only those that had not ended long before then */
export function coursesPath(account: string, since?: Date): string {
  const query = new URLSearchParams({ per_page: '100' });
  query.append('state[]', 'all');
  for (const name of include) query.append('include[]', name);
  if (since) query.set('ends_after', new Date(since.getTime() - graceMilliseconds).toISOString());
  return `/api/v1/accounts/${account}/courses?${query}`;
}

export function enrolmentsPath(course: string): string {
  const query = new URLSearchParams({ per_page: '100' });
  for (const type of types.keys()) query.append('type[]', type);
  for (const state of states.keys()) query.append('state[]', state);
  return `/api/v1/courses/${course}/enrollments?${query}`;
}

import { type JobKind, priorities } from '../../jobs/job-kind.ts';
import type { Notices } from './notices.ts';

const everyMilliseconds = 5 * 60_000;

/** Tells administrators every five minutes, by webhook and e-mail, what needs attention. */
export function noticesJob(notices: Notices): JobKind {
  return {
    ...{ name: 'notices', priority: priorities.housekeeping, atOnce: 1, attempts: 3 },
    ...{ everyMilliseconds, pauseMilliseconds: everyMilliseconds, longestMilliseconds: 3_600_000 },
    // A server that has just been set up may still be reading its sources.
    firstAfterMilliseconds: 2 * 60_000,
    run: (_job, { signal }) => notices.sendAllDue(signal),
  };
}

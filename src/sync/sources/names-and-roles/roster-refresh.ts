import type { Institution } from '../../../../models/institution.ts';
import type { RosterState } from '../../../../models/roster-state.ts';
import { takeLease } from '../../../leases/lease.ts';
import type { LaunchedCourse } from '../../../lti/launch/launch.ts';
import { RosterError } from '../../../lti/names-and-roles/roster-error.ts';
import type { Member, UnusableMember } from '../../../lti/names-and-roles/roster-page.ts';
import type { RosterRequest } from '../../../lti/names-and-roles/roster-request.ts';
import { asksToWait } from '../../failing-parts.ts';
import { runLease, runName } from '../../runs/run-sync.ts';
import { type DueRoster, endReading, takeDueRoster } from './due-roster.ts';
import { source as name, syncRoster } from './sync-roster.ts';

/** A course that many people open at one moment is read once. */
const freshMilliseconds = 5 * 60_000;
/** A platform that is in trouble is not asked again at each launch. */
const retryMilliseconds = 60_000;
/** Differences add up to the whole roster only if none was missed, so the whole is read so often. */
const completeMilliseconds = 24 * 3_600_000;

type ReadMembers = (
  request: Pick<RosterRequest, 'differencesUrl' | 'onDifferences'>,
) => AsyncIterable<Member | UnusableMember>;

/**
 * Reads a course's roster after launches from it: one run at a time for a course, at most once in five minutes, over all
 * processes. Where the platform offers differences, a whole roster is read once a day.
 */
export class RosterRefresh {
  readonly #now: () => number;
  /** When a roster is due, as far as this process knows, by institution and course; infinite during a run. It saves queries. */
  readonly #dueAt = new Map<string, number>();

  /** @param now milliseconds since the epoch */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @throws RosterError; a launch a minute later tries again, or when the platform lets it */
  async refresh(
    institution: Institution,
    course: LaunchedCourse,
    read: ReadMembers,
    membershipsUrl?: string,
  ): Promise<void> {
    const id = `${institution._id} ${course.key}`;
    if (this.#now() < (this.#dueAt.get(id) ?? 0)) return;
    this.#dueAt.set(id, Number.POSITIVE_INFINITY);
    let pause = retryMilliseconds;
    try {
      const leaseId = runLease(institution._id, runName({ name, part: course.key }));
      const roster = await takeDueRoster(institution._id, course.key, this.#now(), {
        lease: () => takeLease(leaseId),
        membershipsUrl,
      });
      if (roster) pause = await this.#run(roster, institution, course, read);
    } catch (error) {
      pause = pauseAfter(error);
      throw error;
    } finally {
      this.#dueAt.set(id, this.#now() + pause);
    }
  }

  /** @returns milliseconds until the next */
  async #run(
    roster: DueRoster,
    institution: Institution,
    course: LaunchedCourse,
    read: ReadMembers,
  ): Promise<number> {
    const startedAt = this.#now();
    const isCompleteDue = startedAt >= (roster.completeAt?.getTime() ?? 0) + completeMilliseconds;
    const since = isCompleteDue ? undefined : roster.differencesUrl;
    const after = (pause: number) => new Date(this.#now() + pause);
    let differencesUrl: string | undefined;
    const onDifferences = (link: string) => {
      differencesUrl = link;
    };
    try {
      const members = read({ differencesUrl: since, onDifferences });
      await syncRoster(institution, course, members, {
        isComplete: since === undefined,
        lease: roster.lease,
        now: () => new Date(this.#now()),
      });
    } catch (error) {
      // The link is dropped: changes may have been missed, so the next run reads everything.
      await endReading(roster, { dueAt: after(pauseAfter(error)), ...howItFailed(error) });
      throw error;
    }
    const completeAt = since === undefined ? { completeAt: new Date(startedAt) } : {};
    await endReading(roster, {
      dueAt: after(freshMilliseconds),
      ...(differencesUrl && { differencesUrl }),
      ...completeAt,
    });
    return freshMilliseconds;
  }
}

function howItFailed(error: unknown): Pick<RosterState, 'hasFailed' | 'isAskedToWait' | 'waitMayBeOfCourse'> {
  if (!(error instanceof RosterError) || !asksToWait(error)) return { hasFailed: true };
  return { isAskedToWait: true, ...(error.waitMayBeOfOnePart && { waitMayBeOfCourse: true }) };
}

function pauseAfter(error: unknown): number {
  const asked = error instanceof RosterError ? error.retryAfterMilliseconds : undefined;
  return Math.max(retryMilliseconds, asked ?? 0);
}

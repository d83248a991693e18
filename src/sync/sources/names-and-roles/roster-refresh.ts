import type { Institution } from '../../../../models/institution.ts';
import type { Member } from '../../../lti/names-and-roles/roster-page.ts';
import { syncRoster } from './sync-roster.ts';

/** A course that many people open at nine o'clock is read once. */
const freshMilliseconds = 5 * 60_000;
/** A platform that is in trouble is not asked again by each of its students. */
const retryMilliseconds = 60_000;

/** Reads a course's roster after launches from it: one run at a time for a course, and not more often than it changes. */
export class RosterRefresh {
  readonly #now: () => number;
  /** By institution and course; infinite while a run is under way. */
  readonly #dueAt = new Map<string, number>();

  /** @param now milliseconds since the epoch */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @throws RosterError; a launch a minute later tries again */
  async refresh(
    institution: Institution,
    course: { key: string; title: string },
    members: () => AsyncIterable<Member>,
  ): Promise<void> {
    const id = `${institution._id} ${course.key}`;
    if (this.#now() < (this.#dueAt.get(id) ?? 0)) return;
    this.#dueAt.set(id, Number.POSITIVE_INFINITY);
    let pause = retryMilliseconds;
    try {
      await syncRoster(institution, course, members());
      pause = freshMilliseconds;
    } finally {
      this.#dueAt.set(id, this.#now() + pause);
    }
  }
}

import type { Institution } from '../../../../models/institution.ts';
import type { Member } from '../../../lti/names-and-roles/roster-reader.ts';
import { syncRoster } from './sync-roster.ts';

/** A course that many people open at nine o'clock is read once. */
const freshMilliseconds = 5 * 60_000;

/** Reads a course's roster after launches from it: one run at a time for a course, not more often than it changes. */
export class RosterRefresh {
  readonly #startedAt = new Map<string, number>();

  /** @throws RosterError; the next launch tries again */
  async refresh(
    institution: Institution,
    course: { key: string; title: string },
    members: () => AsyncIterable<Member>,
  ): Promise<void> {
    const id = `${institution._id} ${course.key}`;
    if (Date.now() - (this.#startedAt.get(id) ?? 0) < freshMilliseconds) return;
    this.#startedAt.set(id, Date.now());
    try {
      await syncRoster(institution, course, members());
    } catch (error) {
      this.#startedAt.delete(id);
      throw error;
    }
  }
}

import { askMemberPage, idOf } from './members.ts';
import { isLocalRefusal } from './moodle-refusal.ts';
import type { MoodleService } from './service.ts';

/** By this capability, and not by the name of a role, a launch says who is an instructor (Moodle: `lti_get_ims_role`). */
const capability = 'mod/lti:manage';
const pageSize = 1_000;

/**
 * Asks who teaches in a course, as launches from it judge that: a role of the house counts by what it may do. Moodle tells this to
 * accounts with moodle/role:review; where it refuses, it is not asked again, and roles are judged by their names.
 */
export class Teachers {
  readonly #service: MoodleService;
  #isRefused = false;

  constructor(service: MoodleService) {
    this.#service = service;
  }

  /** @returns ids; undefined: Moodle does not tell. @throws SourceError */
  async of(course: number, signal: AbortSignal): Promise<ReadonlySet<string> | undefined> {
    if (this.#isRefused) return undefined;
    const ids = new Set<string>();
    try {
      for (let from = 0; ; from += pageSize - 1) {
        const page = await askMemberPage(
          this.#service,
          course,
          { capability, from, number: pageSize },
          signal,
        );
        for (const answer of page) ids.add(idOf(answer));
        if (page.length < pageSize) return ids;
      }
    } catch (error) {
      if (!(isLocalRefusal(error) && error.code !== 'vanished')) throw error;
      this.#isRefused = true;
      return undefined;
    }
  }
}

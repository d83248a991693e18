import { randomUUID } from 'node:crypto';
import type { CollegeCourse, Person } from '../college/college.ts';
import { ShortLived } from './short-lived.ts';

/** A person who pressed the link to the tool, in a course or on the site. */
export interface PendingLaunch {
  person: Person;
  course: CollegeCourse | undefined;
  /** BCP 47 tag of the language that the person reads. */
  language: string;
}

const lifeSeconds = 300;

/** Launches that were begun, and not yet answered by the tool. */
export class PendingLaunches {
  readonly #pending = new ShortLived<PendingLaunch>(lifeSeconds);

  /** @returns the launch's one-time name, which the tool hands back as lti_message_hint */
  begin(launch: PendingLaunch): string {
    const hint = randomUUID();
    this.#pending.set(hint, launch);
    return hint;
  }

  take(hint: string): PendingLaunch | undefined {
    return this.#pending.take(hint);
  }
}

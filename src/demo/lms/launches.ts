import { randomUUID } from 'node:crypto';
import type { CollegeCourse, Person } from '../college/college.ts';
import type { CourseLink } from './course-links.ts';
import { ShortLived } from './short-lived.ts';

/** A person who pressed a link to the tool, in a course or on the site, or who is about to add one to a course. */
export interface PendingLaunch {
  person: Person;
  course: CollegeCourse | undefined;
  /** The link that was pressed, where it is one that somebody has added to the course. */
  link: CourseLink | undefined;
  /** Where the answer of who adds a link comes from is told by this name (Deep Linking 2.0 §4.4.1, `data`). */
  adding: string | undefined;
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

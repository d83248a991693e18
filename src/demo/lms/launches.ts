import { randomUUID } from 'node:crypto';
import type { CollegeCourse, Person } from '../college/college.ts';

/** A person who pressed the link to the tool, in a course or on the site. */
export interface PendingLaunch {
  person: Person;
  course: CollegeCourse | undefined;
}

const lifeMilliseconds = 5 * 60_000;

/** Launches that were begun; `login_hint` is their one-time name. */
export class PendingLaunches {
  readonly #pending = new Map<string, PendingLaunch & { until: number }>();

  begin(launch: PendingLaunch): string {
    const now = Date.now();
    for (const [hint, { until }] of this.#pending) if (until < now) this.#pending.delete(hint);
    const hint = randomUUID();
    this.#pending.set(hint, { ...launch, until: now + lifeMilliseconds });
    return hint;
  }

  take(hint: string): PendingLaunch | undefined {
    const found = this.#pending.get(hint);
    this.#pending.delete(hint);
    return found && found.until > Date.now() ? found : undefined;
  }
}

import type { PullOptions } from '../../../source.ts';

const everything = 'enrollments';
const changes = 'enrollments since ';

/**
 * From when changes of enrolments are asked for. An object that the service could not give has no id to ask for it by, so the next
 * pull asks once more for the changes among which it was. Where it was among all there are, all are asked for once more; an object
 * that the service cannot give then either waits for the next pull of everything.
 */
export class EnrolmentsAgain {
  /** Undefined: all are asked for. */
  readonly since: Date | undefined;
  readonly #wanted: Date | undefined;
  readonly #unread: Set<string>;

  constructor({ since, unread = new Set() }: Pick<PullOptions, 'since' | 'unread'>) {
    this.#wanted = since;
    this.#unread = unread;
    this.since = since && !unread.has(everything) ? earliest(since, unread) : undefined;
  }

  /** To be called when everything that can be given was read. */
  end(isAnySkipped: boolean): void {
    this.#unread.clear();
    const since = this.since ?? this.#wanted;
    if (isAnySkipped) this.#unread.add(since ? `${changes}${since.toISOString()}` : everything);
  }
}

function earliest(since: Date, unread: ReadonlySet<string>): Date {
  const before = [...unread].flatMap((name) =>
    name.startsWith(changes) ? Date.parse(name.slice(changes.length)) : [],
  );
  return new Date(Math.min(since.getTime(), ...before));
}

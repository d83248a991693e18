import { inEnglish } from '../../../../words/in-english.ts';
import type { Ask } from '../../../http/ask.ts';
import type { SyncRecord } from '../../../record.ts';
import { rejectionOf } from '../../../rejection-of.ts';
import type { PullOptions, Source } from '../../../source.ts';
import { Roster } from '../roster.ts';
import { EnrolmentsAgain } from './enrolments-again.ts';
import { readClass, readCourse, readEnrolment, readSession } from './read-objects.ts';
import { type Collection, OneRosterService } from './service.ts';
import type { ServiceSettings } from './settings.ts';
import { beginning, type Position, type Walked, walk } from './walk.ts';

/** How far the enrolments are read, for a pull that continues from there. */
interface Reached extends Position {
  /** An enrolment before it could not be read. Whose it is is not stored, so nobody counts as gone in the rest of the pull. */
  isAnyUnreadable?: true;
  /** The service could not give an object before it. */
  isAnySkipped?: true;
}

/**
 * A OneRoster 1.2 rostering service. Sessions, courses and classes are few, so all are read each time. Of enrolments only those
 * are read that have changed. Users are never asked for. Progress is counted in objects.
 * @param settings may throw: what is wrong with them is the run's failure then
 * @param now for tests
 */
export function oneRosterSource(
  ask: Ask,
  settings: () => ServiceSettings,
  now: () => Date = () => new Date(),
): Source {
  return {
    ...{ name: 'one-roster', hasOwnIds: true },
    pull: (options) => new Pull(new OneRosterService(ask, settings()), options, now()).records(),
  };
}

class Pull {
  readonly #service: OneRosterService;
  readonly #options: PullOptions;
  readonly #roster: Roster;
  readonly #again: EnrolmentsAgain;
  #isAnyUnreadable: boolean;
  #isAnySkipped: boolean;
  readonly #totals = new Map<Collection, { done: number; total: number }>();

  constructor(service: OneRosterService, options: PullOptions, now: Date) {
    this.#service = service;
    this.#options = options;
    this.#roster = new Roster({ ...options, now, areChanges: options.since !== undefined });
    this.#again = new EnrolmentsAgain(options);
    const { isAnyUnreadable = false, isAnySkipped = false } = reachedBy(options.cursor);
    this.#isAnyUnreadable = isAnyUnreadable;
    this.#isAnySkipped = isAnySkipped;
    if (this.#isAnyUnreadable) this.#roster.missed('enrollments');
  }

  async *records(): AsyncGenerator<SyncRecord> {
    const roster = this.#roster;
    const isEverything = this.#options.since === undefined;
    yield* this.#each('academicSessions', (item) => roster.addSession(readSession(item)));
    yield* this.#each('courses', (item) => roster.addCourse(readCourse(item)));
    const areAllClasses = yield* this.#each('classes', (item) => roster.classRecord(readClass(item)));
    if (isEverything && areAllClasses && roster.areAllClassesRead) yield { kind: 'complete', of: 'courses' };
    const areAll = yield* this.#each('enrollments', (item) => roster.enrolmentRecord(readEnrolment(item)));
    if (isEverything && areAll) yield* roster.completedClasses();
    this.#again.end(this.#isAnySkipped);
    if (this.#service.hasMixedAnswers)
      this.#options.onReject({
        reason:
          'the service mixes messages of its own into its answers: ask whoever runs it to switch them off',
      });
  }

  /** @returns whether all there is was read for certain */
  async *#each(
    collection: Collection,
    recordOf: (item: unknown) => Promise<SyncRecord | string | undefined> | SyncRecord | string | undefined,
  ): AsyncGenerator<SyncRecord, boolean> {
    const { signal, onReject } = this.#options;
    const isLong = collection === 'enrollments';
    const steps = walk(this.#service, collection, {
      ...{ from: isLong ? reachedBy(this.#options.cursor) : beginning, signal },
      since: isLong ? this.#again.since : undefined,
      onSkip: (offset, error) => {
        this.#isAnySkipped = true;
        onReject({ origin: `${collection} ${offset + 1}`, ...rejectionOf(error) });
      },
    });
    for (let step = await steps.next(); ; step = await steps.next()) {
      if (step.done) return this.#isWhole(step.value);
      const { items, position } = step.value;
      for (const [i, item] of items.entries()) {
        const record = await recordOf(item);
        const origin = `${collection} ${position.offset - items.length + i + 1}`;
        if (typeof record === 'string') {
          if (isLong) this.#isAnyUnreadable = true;
          onReject({ origin, reason: record });
        } else if (record) yield { ...record, origin } as SyncRecord;
      }
      this.#progress(collection, position);
      if (isLong) yield { kind: 'checkpoint', cursor: this.#cursorAt(position) };
    }
  }

  /** A doubt is said where something would count as gone without it. */
  #isWhole({ doubt }: Walked): boolean {
    const { since, onReject } = this.#options;
    if (doubt !== undefined && since === undefined)
      onReject({ reason: inEnglish([doubt]), sentences: [doubt] });
    return doubt === undefined;
  }

  #cursorAt(position: Position): string {
    const reached: Reached = {
      ...position,
      ...(this.#isAnyUnreadable && { isAnyUnreadable: true }),
      ...(this.#isAnySkipped && { isAnySkipped: true }),
    };
    return JSON.stringify(reached);
  }

  #progress(collection: Collection, { offset, total = offset }: Position): void {
    this.#totals.set(collection, { done: offset, total });
    const all = [...this.#totals.values()];
    const sum = (name: 'done' | 'total') => all.reduce((soFar, one) => soFar + one[name], 0);
    // The last collection is by far the largest, and its size is not known before.
    this.#options.onProgress(sum('done'), collection === 'enrollments' ? sum('total') : undefined);
  }
}

function reachedBy(cursor: string | undefined): Reached {
  return cursor === undefined ? beginning : (JSON.parse(cursor) as Reached);
}

import { FailingParts } from '../../../sync/failing-parts.ts';
import type { CourseRecord, SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions, Source } from '../../../sync/source.ts';
import type { SourceError } from '../../../sync/source-error.ts';
import { canvasId } from '../ids.ts';
import type { CanvasClient } from './canvas-client.ts';
import { type CanvasCourse, courseOf } from './course.ts';
import { closed, hasUnknownState, hasUnreadableDate, withPlainState } from './course-faults.ts';
import { states, types } from './enrolment.ts';
import { fieldsOf, idIn } from './fields.ts';
import { Members } from './members.ts';
import { type Progress, progressIn } from './progress.ts';
import { readTerms } from './read-terms.ts';
import { isRefusal } from './refusal.ts';
import { SecondTries } from './second-tries.ts';
import type { CanvasSettings } from './settings.ts';
import type { Terms } from './term.ts';

/** Grades and conclusions are still entered after a course has ended. */
const graceMilliseconds = 30 * 86_400_000;
/** One course may be unreadable by itself. When the first five in a row are, a permission is missing. */
const refusalsAtMost = 5;
/** Where so many pages of enrolment in a row cannot be seen, none can: Canvas leads elsewhere to sign in. */
const unseenAtMost = 5;
/** Canvas sends what is named here, and any column of a course by its name. */
const include = [
  ...['term', 'public_description', 'concluded', 'account_name'],
  ...['self_enrollment', 'open_enrollment', 'self_enrollment_code'],
];

/**
 * Canvas's REST interface. It cannot be asked what has changed: neither courses nor enrolments have `updated_since`. A
 * pull of changes therefore reads all of each course that has not ended long ago, by its own dates or its term's
 * (`ends_after`), because day-to-day changes are in these courses. A pull of everything reads all courses.
 * @param open called at each pull; throws SourceError for settings that cannot be used
 */
export function canvasSource(open: () => { client: CanvasClient; settings: CanvasSettings }): Source {
  return {
    ...{ name: 'canvas', hasOwnIds: true },
    async *pull(options) {
      const { client, settings } = open();
      yield* new Pull(client, settings, options).records();
    },
  };
}

class Pull {
  readonly #client: CanvasClient;
  readonly #settings: CanvasSettings;
  readonly #options: PullOptions;
  readonly #now = new Date();
  #refusals: number | undefined = 0;
  readonly #failing = new FailingParts();
  readonly #secondTries: SecondTries;
  #isCatalogueWhole = true;
  /** Pages of enrolment that could not be seen, since the last one that could. */
  #unseen = 0;

  constructor(client: CanvasClient, settings: CanvasSettings, options: PullOptions) {
    this.#client = client;
    this.#settings = settings;
    this.#options = options;
    this.#secondTries = new SecondTries(options.onReject);
  }

  async *records(): AsyncGenerator<SyncRecord> {
    const account = await this.#account();
    const terms = await readTerms(this.#client, account.root, this.#options.signal);
    const { cursor, since } = this.#options;
    try {
      const isFound = yield* this.#courses(account.id, terms, cursor);
      // The course at which the interrupted pull stopped is no longer listed.
      if (!isFound) yield* this.#courses(account.id, terms, undefined);
      this.#failing.end();
      yield* this.#secondTries.read((course) => this.#read(course));
    } finally {
      this.#secondTries.end();
    }
    if (!since && this.#isCatalogueWhole) yield { kind: 'complete', of: 'courses' };
  }

  async #account(): Promise<{ id: string; root: string }> {
    const { account } = this.#settings;
    const { json } = await this.#client.get(`/api/v1/accounts/${account}`, 'account', this.#options.signal);
    const { id, root_account_id: root } = fieldsOf(json);
    const own = idIn(id) ?? account;
    return { id: own, root: idIn(root) ?? own };
  }

  /**
   * Sorted by number, as Canvas lists them. Deleted courses are listed too: if they vanished from the list while it is
   * read, other courses would move past the end of a page and not be seen.
   * @param cursor number of the last course that is done
   * @returns whether that one was met
   */
  async *#courses(
    account: string,
    terms: Terms,
    cursor: string | undefined,
  ): AsyncGenerator<SyncRecord, boolean> {
    const { signal, onProgress, onReject } = this.#options;
    const { host, origin } = this.#settings;
    const surroundings = { host, origin, terms, account, now: this.#now };
    const seen = new Set<string>();
    let isBehind = cursor === undefined;
    for await (const page of this.#client.pages(this.#coursesPath(account), 'courses', signal))
      for (const item of page) {
        const found = withPlainState(fieldsOf(item));
        const course = courseOf(found, surroundings);
        const isNameless = !course || (!course.record && !course.isDeleted);
        if (isNameless || hasUnknownState(found)) {
          this.#isCatalogueWhole = false;
          const reason = isNameless
            ? 'a course without number or name'
            : 'a course in a state that nobody knows';
          onReject({ origin: `course ${course?.id ?? ''}`, reason });
          continue;
        }
        if (seen.has(course.id)) continue;
        seen.add(course.id);
        if (course.record && hasUnreadableDate(found)) {
          course.record = closed(course.record);
          onReject({
            origin: `course ${course.id}`,
            reason: 'a course with a date that cannot be read: it is offered to nobody',
          });
        }
        onProgress(seen.size);
        if (isBehind) yield* this.#course(course);
        else isBehind = course.id === cursor;
      }
    return isBehind;
  }

  #coursesPath(account: string): string {
    const { since } = this.#options;
    const query = new URLSearchParams({ per_page: '100' });
    query.append('state[]', 'all');
    for (const name of include) query.append('include[]', name);
    if (since) query.set('ends_after', new Date(since.getTime() - graceMilliseconds).toISOString());
    return `/api/v1/accounts/${account}/courses?${query}`;
  }

  async *#course(course: CanvasCourse): AsyncGenerator<SyncRecord> {
    if (course.isDeleted) yield { kind: 'removal', course: this.#keyOf(course) };
    else if (course.isTaught && course.record) {
      yield await this.#withDoor(course, course.record);
      if (!(yield* this.#members(course))) return;
    }
    yield { kind: 'checkpoint', cursor: course.id };
  }

  /** The course as its page of enrolment shows it: settings call it open when nobody gets in any more. */
  async #withDoor({ isOver, joinCode, shut }: CanvasCourse, record: CourseRecord): Promise<CourseRecord> {
    if (joinCode === undefined || isOver || record.hidden || this.#unseen === unseenAtMost) return record;
    const page = await this.#client.joinPage(joinCode, this.#options.signal);
    this.#unseen = page === undefined ? this.#unseen + 1 : 0;
    return page === 'closed' ? { ...record, ...shut } : record;
  }

  #keyOf({ id }: CanvasCourse): string {
    return canvasId(this.#settings.host, id);
  }

  /** @returns false where they could not be read, and perhaps the next time */
  async *#members(course: CanvasCourse): AsyncGenerator<SyncRecord, boolean> {
    try {
      yield* this.#read(course);
    } catch (error) {
      const origin = `course ${course.id}`;
      const isRefused = isRefusal(error);
      if (isRefused && this.#isRefusedThroughout(error)) throw error;
      if (isRefused) this.#options.onReject({ origin, ...rejectionOf(error) });
      else this.#secondTries.add(course, this.#failing.failed(error));
      return isRefused;
    }
    this.#refusals = undefined;
    this.#failing.succeeded();
    return true;
  }

  async *#read(course: CanvasCourse): AsyncGenerator<SyncRecord> {
    const { signal, since, onReject } = this.#options;
    const origin = `course ${course.id}`;
    const members = new Members(course, this.#settings.host, this.#now);
    const rejected: string[] = [];
    for await (const page of this.#client.pages(enrolmentsPath(course.id), 'enrolments', signal))
      for (const item of page) {
        const reason = members.add(fieldsOf(item));
        if (reason !== undefined) rejected.push(reason);
      }
    const progress = course.isOver
      ? new Map<string, Progress>()
      : await progressIn(this.#client, course.id, signal);
    for (const reason of rejected) onReject({ origin, reason });
    yield* members.records(progress);
    if (!since && rejected.length === 0)
      yield { kind: 'complete', of: 'enrolments', course: this.#keyOf(course) };
  }

  /** @returns false where it is about this course: it vanished in the meantime, or others could be read */
  #isRefusedThroughout({ code }: SourceError): boolean {
    if (code === 'not-found' || this.#refusals === undefined) return false;
    return ++this.#refusals >= refusalsAtMost;
  }
}

function enrolmentsPath(course: string): string {
  const query = new URLSearchParams({ per_page: '100' });
  for (const type of types.keys()) query.append('type[]', type);
  for (const state of states.keys()) query.append('state[]', state);
  return `/api/v1/courses/${course}/enrollments?${query}`;
}

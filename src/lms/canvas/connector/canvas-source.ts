import { FailingParts } from '../../../sync/failing-parts.ts';
import type { CourseRecord, SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions, Source } from '../../../sync/source.ts';
import type { SourceError } from '../../../sync/source-error.ts';
import { canvasId } from '../ids.ts';
import type { CanvasClient } from './canvas-client.ts';
import { type CanvasCourse, courseOf } from './course.ts';
import { closed, hasUnknownState, hasUnreadableDate, withPlainState } from './course-faults.ts';
import { fieldsOf, idIn } from './fields.ts';
import { Members } from './members.ts';
import { coursesPath, enrolmentsPath } from './paths.ts';
import { type Progress, progressIn } from './progress.ts';
import { readTerms } from './read-terms.ts';
import { isRefusal } from './refusal.ts';
import { SecondTries } from './second-tries.ts';
import type { CanvasSettings } from './settings.ts';
import type { Terms } from './term.ts';

/** One course may be unreadable by itself. When the first five in a row are, a permission is missing. */
const refusalsAtMost = 5;
/** Where so many pages of enrolment in a row cannot be seen, none can: Canvas leads elsewhere to sign in. */
const unseenAtMost = 5;

/**
 * Canvas's REST interface. It cannot be asked what has changed: neither courses nor enrolments have `updated_since`. A
 * pull of changes therefore reads all of each course that has not ended long ago, by its own dates or its term's
 * (`ends_after`), because day-to-day changes are in these courses, and those that the pull before could not read. A pull of
 * everything reads all courses.
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
  readonly #unread: Set<string>;
  /** Numbers of the courses that the pull before could not read. */
  readonly #unreadBefore: ReadonlySet<string>;
  /** Numbers of the courses that this pull has come to. */
  readonly #met = new Set<string>();
  #isCatalogueWhole = true;
  /** Pages of enrolment that could not be seen, since the last one that could. */
  #unseen = 0;

  constructor(client: CanvasClient, settings: CanvasSettings, options: PullOptions) {
    this.#client = client;
    this.#settings = settings;
    this.#options = options;
    this.#secondTries = new SecondTries(options.onReject);
    this.#unread = options.unread ?? new Set();
    this.#unreadBefore = new Set(this.#unread);
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
      yield* this.#unreadCourses(account.id, terms);
      yield* this.#secondTries.read((course) => this.#readAgain(course));
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
    const { signal, onProgress, since } = this.#options;
    const seen = new Set<string>();
    let isBehind = cursor === undefined;
    for await (const page of this.#client.pages(coursesPath(account, since), 'courses', signal))
      for (const item of page) {
        if (seen.has(numberOf(item))) continue;
        const course = this.#known(item, account, terms);
        if (!course) continue;
        const { id } = course;
        seen.add(id);
        onProgress(seen.size);
        if (!isBehind) {
          isBehind = id === cursor;
          continue;
        }
        this.#met.add(id);
        if ((yield* this.#course(course)) && !(yield* this.#members(course))) continue;
        this.#unread.delete(id);
        yield { kind: 'checkpoint', cursor: id };
      }
    return isBehind;
  }

  /**
   * What an earlier pull could not read, and the list of changes does not have. It is read with the second tries, because failing again
   * says nothing of other courses; those that have waited longest come first.
   */
  async *#unreadCourses(account: string, terms: Terms): AsyncGenerator<SyncRecord> {
    const wanted = new Set([...this.#unread].filter((id) => !this.#met.has(id)));
    if (wanted.size === 0) return;
    const found = new Map<string, CanvasCourse>();
    for await (const page of this.#client.pages(coursesPath(account), 'courses', this.#options.signal))
      for (const item of page) {
        const id = numberOf(item);
        if (!wanted.has(id) || found.has(id)) continue;
        const course = this.#known(item, account, terms);
        if (course && (yield* this.#course(course))) found.set(id, course);
      }
    for (const id of wanted) {
      const course = found.get(id);
      if (course) this.#secondTries.add(course);
      else this.#unread.delete(id);
    }
  }

  /** @returns undefined where it is said to be of no use */
  #known(item: unknown, account: string, terms: Terms): CanvasCourse | undefined {
    const { onReject } = this.#options;
    const { host, origin } = this.#settings;
    const found = withPlainState(fieldsOf(item));
    const course = courseOf(found, { host, origin, terms, account, now: this.#now });
    const isNameless = !course || (!course.record && !course.isDeleted);
    if (isNameless || hasUnknownState(found)) {
      this.#isCatalogueWhole = false;
      const reason = isNameless ? 'a course without number or name' : 'a course in a state that nobody knows';
      onReject({ origin: `course ${course?.id ?? ''}`, reason });
      return undefined;
    }
    if (course.record && hasUnreadableDate(found)) {
      course.record = closed(course.record);
      onReject({
        origin: `course ${course.id}`,
        reason: 'a course with a date that cannot be read: it is offered to nobody',
      });
    }
    return course;
  }

  /** @returns whether it has members to be read */
  async *#course(course: CanvasCourse): AsyncGenerator<SyncRecord, boolean> {
    if (course.isDeleted) yield { kind: 'removal', course: this.#keyOf(course) };
    if (course.isDeleted || !course.isTaught || !course.record) return false;
    yield await this.#withDoor(course, course.record);
    return true;
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
      else {
        this.#unread.add(course.id);
        this.#secondTries.add(course, this.#failing.failed(error, this.#unreadBefore.has(course.id)));
      }
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

  async *#readAgain(course: CanvasCourse): AsyncGenerator<SyncRecord> {
    try {
      yield* this.#read(course);
    } catch (error) {
      this.#unread.delete(course.id);
      // Behind all others: one that can never be read must not keep them from being tried.
      if (!isRefusal(error)) this.#unread.add(course.id);
      throw error;
    }
    this.#unread.delete(course.id);
  }

  /** @returns false where it is about this course: it vanished in the meantime, or others could be read */
  #isRefusedThroughout({ code }: SourceError): boolean {
    if (code === 'not-found' || this.#refusals === undefined) return false;
    return ++this.#refusals >= refusalsAtMost;
  }
}

/** Of a course in a list; empty where it has none. */
function numberOf(item: unknown): string {
  return idIn(fieldsOf(item)['id']) ?? '';
}

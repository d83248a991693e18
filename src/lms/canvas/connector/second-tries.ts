import { mayBeOfOnePart } from '../../../sync/failing-parts.ts';
import type { SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions } from '../../../sync/source.ts';
import type { CanvasCourse } from './course.ts';
import { isRefusal } from './refusal.ts';

/** A pull holds no more in memory. */
const mostWaiting = 100;

/**
 * Courses whose members could not be read are read once more behind all others: Canvas may have been away for a minute. So are those
 * that the pull before could not read. They are said to be left out only then, or where the pull in which they failed ends before.
 */
export class SecondTries {
  readonly #onReject: PullOptions['onReject'];
  readonly #waiting: { course: CanvasCourse; error: Error | undefined }[] = [];

  constructor(onReject: PullOptions['onReject']) {
    this.#onReject = onReject;
  }

  /** @param error that it failed with in this pull */
  add(course: CanvasCourse, error?: Error): void {
    if (this.#waiting.length < mostWaiting) this.#waiting.push({ course, error });
    else if (error) this.#leaveOut(course, error);
  }

  /** @throws what is about more than a course */
  async *read(read: (course: CanvasCourse) => AsyncIterable<SyncRecord>): AsyncGenerator<SyncRecord> {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      try {
        yield* read(next.course);
        this.#waiting.shift();
      } catch (error) {
        if (!mayBeOfOnePart(error) && !isRefusal(error)) throw error;
        this.#waiting.shift();
        this.#leaveOut(next.course, error);
      }
    }
  }

  /** To be called however the pull ends. */
  end(): void {
    for (const { course, error } of this.#waiting.splice(0)) if (error) this.#leaveOut(course, error);
  }

  #leaveOut({ id }: CanvasCourse, error: Error): void {
    this.#onReject({ origin: `course ${id}`, ...rejectionOf(error) });
  }
}

import { asksToWait, mayBeOfOnePart, mostInARow } from '../../../sync/failing-parts.ts';
import type { SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions } from '../../../sync/source.ts';
import { SourceError } from '../../../sync/source-error.ts';
import type { CanvasCourse } from './course.ts';
import { isRefusal } from './refusal.ts';

/** A pull holds no more in memory. */
const mostWaiting = 100;

/**
 * Courses whose members could not be read are read once more behind all others: Canvas may have been away for a minute. So are those
 * that the pull before could not read. They are said to be left out only then, or where the pull ends before. Where five in a row
 * fail, Canvas is away again, and those that are left come with the next pull.
 */
export class SecondTries {
  readonly #onReject: PullOptions['onReject'];
  readonly #waiting: { course: CanvasCourse; error: Error | undefined }[] = [];

  constructor(onReject: PullOptions['onReject']) {
    this.#onReject = onReject;
  }

  /** @param error that it failed with in this pull; where it asks to wait, the course is not asked for again before the next pull */
  add(course: CanvasCourse, error?: Error): void {
    const isTooEarly = error instanceof SourceError && asksToWait(error);
    if (!isTooEarly && this.#waiting.length < mostWaiting) this.#waiting.push({ course, error });
    else this.#leaveOut(course, error);
  }

  /** @throws what is about more than a course */
  async *read(read: (course: CanvasCourse) => AsyncIterable<SyncRecord>): AsyncGenerator<SyncRecord> {
    let inARow = 0;
    for (let next = this.#waiting[0]; next && inARow < mostInARow; next = this.#waiting[0]) {
      try {
        yield* read(next.course);
        this.#waiting.shift();
        inARow = 0;
      } catch (error) {
        if (!mayBeOfOnePart(error) && !isRefusal(error)) throw error;
        this.#waiting.shift();
        this.#leaveOut(next.course, error);
        inARow = isRefusal(error) ? 0 : inARow + 1;
      }
    }
  }

  /** To be called however the pull ends. */
  end(): void {
    for (const { course, error } of this.#waiting.splice(0)) this.#leaveOut(course, error);
  }

  #leaveOut({ id }: CanvasCourse, error: Error | undefined): void {
    const why = error
      ? rejectionOf(error)
      : { reason: 'a course that an earlier run could not read, and this one did not come to' };
    this.#onReject({ origin: `course ${id}`, ...why });
  }
}

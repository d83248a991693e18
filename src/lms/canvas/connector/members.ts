import type { EnrolmentRecord } from '../../../sync/record.ts';
import { canvasId } from '../ids.ts';
import type { CanvasCourse } from './course.ts';
import { hasUnknownState, hasUnreadableDate, type Standing, standingOf } from './enrolment.ts';
import { type Fields, idIn } from './fields.ts';
import type { Progress } from './progress.ts';

/** A person who is in one section of a course now is in the course, whatever the other sections say. */
const ranks: Readonly<Record<Standing['state'], number>> = {
  active: 4,
  completed: 3,
  planned: 2,
  withdrawn: 1,
};

/**
 * The people of one course. Canvas has one enrolment for each section that a person is in, and two pages may contain the
 * same one. Here a person is in a course once; staff who also study it count as staff. All are in memory until the
 * course is read to its end.
 */
export class Members {
  readonly #course: CanvasCourse;
  readonly #host: string;
  readonly #now: Date;
  readonly #standings = new Map<string, Standing>();

  constructor(course: CanvasCourse, host: string, now: Date) {
    this.#course = course;
    this.#host = host;
    this.#now = now;
  }

  /** @returns why it cannot be stored */
  add(found: Fields): string | undefined {
    if (hasUnknownState(found)) return 'an enrolment in a state that nobody knows';
    const standing = standingOf(found, this.#course, this.#now);
    if (!standing) return undefined;
    const user = idIn(found['user_id']);
    if (user === undefined) return 'an enrolment of nobody';
    if (hasUnreadableDate(found)) return 'an enrolment with a date that is none';
    const other = this.#standings.get(user);
    if (!other || rankOf(standing) > rankOf(other)) this.#standings.set(user, standing);
    return undefined;
  }

  *records(progress: ReadonlyMap<string, Progress>): Generator<EnrolmentRecord> {
    const course = canvasId(this.#host, this.#course.id);
    for (const [user, standing] of this.#standings) {
      const learner = canvasId(this.#host, user);
      const origin = `course ${this.#course.id}`;
      yield { kind: 'enrolment', learner, course, origin, ...withProgress(standing, progress.get(user)) };
    }
  }
}

function rankOf({ role, state }: Standing): number {
  return (role === 'staff' && state !== 'withdrawn' ? 10 : 0) + ranks[state];
}

/** A person who has met every requirement of a course's modules has completed the course, even before it ends. */
function withProgress(standing: Standing, progress: Progress | undefined) {
  if (!progress || standing.role === 'staff') return standing;
  const isDone = progress.completedAt !== undefined && standing.state === 'active';
  return {
    ...{ ...standing, progress: progress.share },
    ...(isDone && { state: 'completed' as const, completedAt: progress.completedAt as Date }),
  };
}

import type { Stored } from './problem.ts';
import type { CompleteRecord } from './record.ts';

/**
 * Records that could not be stored. A source that has yielded everything of a scope has yielded them too: whoever they are
 * about is there, and does not count as gone because of a wrong date.
 */
export class LeftOut {
  #isAnyCourse = false;
  readonly #coursesOfEnrolments = new Set<string>();

  add(record: Stored): void {
    if (record.kind === 'course') this.#isAnyCourse = true;
    if (record.kind === 'enrolment') this.#coursesOfEnrolments.add(record.course);
  }

  /** Whether what is missing in the scope says something. */
  isWhole(scope: CompleteRecord): boolean {
    if (scope.of === 'courses') return !this.#isAnyCourse;
    const courses = this.#coursesOfEnrolments;
    return scope.course === undefined ? courses.size === 0 : !courses.has(scope.course);
  }
}

import type { CompleteRecord } from '../record.ts';
import type { BulkUpsert } from './bulk-upsert.ts';
import type { StoredRecord } from './validate-record.ts';

const wholeCatalogue = { institutionId: 1, key: 1 } as const;
const allEnrolments = { institutionId: 1, learner: 1, course: 1 } as const;
/** Where many enrolments are looked at and few match, the embedded engine's own choice of an index can fail. */
const byCourse = { institutionId: 1, course: 1 } as const;

/**
 * The scopes that a source has declared complete: what it said in them before and did not say now is marked as removed. A
 * scope in which a record was rejected is not complete. The rejected record may be about somebody who is still there, and
 * nobody is to count as gone because of a wrong date.
 */
export class CompleteScopes {
  readonly #courses: BulkUpsert;
  readonly #enrolments: BulkUpsert;
  #catalogue = false;
  #allEnrolments = false;
  #membersOf = new Set<string>();
  #isCourseRejected = false;
  readonly #coursesWithRejections = new Set<string>();

  constructor(courses: BulkUpsert, enrolments: BulkUpsert) {
    this.#courses = courses;
    this.#enrolments = enrolments;
  }

  /** Courses of which all members were read and that `removeUnseen` has not looked through yet. */
  get size(): number {
    return this.#membersOf.size;
  }

  /** To be called with each record that is not stored. */
  reject(record: StoredRecord): void {
    if (record.kind === 'course') this.#isCourseRejected = true;
    if (record.kind === 'enrolment') this.#coursesWithRejections.add(record.course);
  }

  add(scope: CompleteRecord): void {
    if (scope.of === 'courses') this.#catalogue ||= !this.#isCourseRejected;
    else if (scope.course === undefined) this.#allEnrolments ||= this.#coursesWithRejections.size === 0;
    else if (!this.#coursesWithRejections.has(scope.course)) this.#membersOf.add(scope.course);
  }

  /** Marks what was not seen. To be called when everything that came before is written. */
  async removeUnseen(): Promise<void> {
    if (this.#catalogue) await this.#courses.removeUnseen({}, wholeCatalogue);
    if (this.#allEnrolments) await this.#enrolments.removeUnseen({}, allEnrolments);
    else if (this.#membersOf.size > 0)
      await this.#enrolments.removeUnseen({ course: { $in: [...this.#membersOf] } }, byCourse);
    this.#catalogue = false;
    this.#allEnrolments = false;
    this.#membersOf = new Set();
  }
}

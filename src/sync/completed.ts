import type { BulkUpsert } from './bulk-upsert.ts';
import type { CompleteRecord } from './record.ts';

const wholeCatalogue = { institutionId: 1, key: 1 } as const;
const allEnrolments = { institutionId: 1, learner: 1, course: 1 } as const;
/** Where many enrolments are looked at and few match, the embedded engine's own choice of an index can fail. */
const byCourse = { institutionId: 1, course: 1 } as const;

/** Scopes of which a source has yielded everything, until what it did not yield is marked. */
export class Completed {
  readonly #courses: BulkUpsert;
  readonly #enrolments: BulkUpsert;
  #catalogue = false;
  #allEnrolments = false;
  #membersOf = new Set<string>();

  constructor(courses: BulkUpsert, enrolments: BulkUpsert) {
    this.#courses = courses;
    this.#enrolments = enrolments;
  }

  /** Courses of which all members are there. */
  get size(): number {
    return this.#membersOf.size;
  }

  add(record: CompleteRecord): void {
    if (record.of === 'courses') this.#catalogue = true;
    else if (record.course === undefined) this.#allEnrolments = true;
    else this.#membersOf.add(record.course);
  }

  /** To be called when everything that came before is written. */
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

import type { CompleteRecord, SyncRecord } from '../../../sync/record.ts';

/**
 * Without the right to see profiles (`moodle/user:viewdetails`) Moodle leaves everybody but teachers out of its lists,
 * without saying so. A missing person therefore counts as gone only once this pull has seen a learner somewhere.
 */
export class TrustedMembers {
  #held: CompleteRecord[] = [];
  #isAnyLearnerSeen = false;

  get isAnyLearnerSeen(): boolean {
    return this.#isAnyLearnerSeen;
  }

  async *only(records: AsyncIterable<SyncRecord>): AsyncGenerator<SyncRecord> {
    for await (const record of records) {
      if (record.kind === 'enrolment' && record.role === 'learner') this.#isAnyLearnerSeen = true;
      if (record.kind === 'complete') this.#held.push(record);
      else yield record;
    }
    if (!this.#isAnyLearnerSeen) return;
    yield* this.#held;
    this.#held = [];
  }
}

import { type Collection, Types } from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { InstitutionModel } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { SyncRejectionsModel } from '../../../models/sync-rejections.ts';
import { SyncRunModel } from '../../../models/sync-run.ts';
import type { SyncRecord } from '../../../src/sync/record.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { feedOf, readRecords } from './feeds.ts';
import type { Outcome } from './memory.ts';
import { nameOf, type School } from './school.ts';

const minute = 60_000;

/** A school that is stored in the database, and can be brought back to what it was. */
export class EngineSchool {
  readonly #institution = { _id: new Types.ObjectId(), learnerKey: newLearnerKey() };
  readonly #people: ReadonlyMap<string, string>;
  #kept: (readonly [Collection, object[]])[] = [];
  #clock = Date.parse('2026-11-01T08:00:00Z');

  private constructor({ courses }: School) {
    const ids = courses.flatMap(({ people }) => people.map(({ id }) => id));
    this.#people = new Map(ids.map((id) => [learnerKeyOf(this.#institution, id), id]));
  }

  static async create(school: School): Promise<EngineSchool> {
    const stored = new EngineSchool(school);
    await InstitutionModel.create({ ...stored.#institution, name: 'School' });
    await stored.sync(readRecords(feedOf(school)));
    const collections: readonly Collection[] = [CourseModel.collection, EnrolmentModel.collection];
    stored.#kept = await Promise.all(
      collections.map(async (collection) => [collection, await collection.find({}).toArray()] as const),
    );
    return stored;
  }

  async sync(records: AsyncIterable<SyncRecord>): Promise<Outcome> {
    this.#clock += minute;
    const source = { name: 'memory', pull: () => records };
    const run = { institution: this.#institution, source, now: () => new Date(this.#clock) };
    // One that breaks off has an outcome too.
    const { heldBack } = await runSync(run).catch((): { heldBack?: undefined } => ({}));
    const gone = await EnrolmentModel.find({ state: 'withdrawn' }, { course: 1, learner: 1 }).lean();
    return {
      withdrawn: new Set(gone.map(({ course, learner }) => nameOf(course, this.#people.get(learner) ?? ''))),
      heldBack: heldBack?.removals ?? 0,
    };
  }

  async restore(): Promise<void> {
    for (const [collection, documents] of this.#kept) {
      await collection.deleteMany({});
      await collection.insertMany(documents);
    }
    await SyncRunModel.deleteMany({});
    await SyncRejectionsModel.deleteMany({});
  }
}

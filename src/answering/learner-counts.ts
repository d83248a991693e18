import type { Types } from 'mongoose';
import { byRoleAndCourse, EnrolmentModel } from '../../models/enrolment.ts';
import { InstitutionModel } from '../../models/institution.ts';

/** How many learners each course has, by its key. */
export type LearnerCount = ReadonlyMap<string, number>;

/** Only who comes first after a start waits for a count, and not longer than this: 2 million enrolments take 2 s. */
const patienceMilliseconds = 300;
const keptInstitutions = 200;

interface Counted {
  /** `Institution.dataChangedAt` when it was counted. */
  of: number | undefined;
  counts: LearnerCount;
}

/** Counts the learners of an institution's courses: once for each change of its data, and in the background. */
export class LearnerCounts {
  /** The institution that was counted longest ago first. */
  readonly #known = new Map<string, Counted>();
  readonly #counting = new Map<string, Promise<void>>();
  readonly #count: (institutionId: Types.ObjectId) => Promise<LearnerCount>;
  readonly #patience: number;

  /** @param patience milliseconds that somebody waits for the first count; infinite: until it is there */
  constructor(count = countLearners, patience = patienceMilliseconds) {
    this.#count = count;
    this.#patience = patience;
  }

  /** The last count, perhaps of before the last change; empty where the first takes long. */
  async get(institutionId: Types.ObjectId): Promise<LearnerCount> {
    const id = institutionId.toHexString();
    const institution = await InstitutionModel.findById(institutionId, { dataChangedAt: 1 }).lean();
    const of = institution?.dataChangedAt?.getTime();
    const known = this.#known.get(id);
    if (known && of !== undefined && known.of === of) return known.counts;
    const counting = this.#counting.get(id) ?? this.#start(institutionId, of);
    // A timer that never ends is none.
    await (Number.isFinite(this.#patience) ? Promise.race([counting, after(this.#patience)]) : counting);
    return this.#known.get(id)?.counts ?? new Map();
  }

  #start(institutionId: Types.ObjectId, of: number | undefined): Promise<void> {
    const id = institutionId.toHexString();
    const counting = this.#count(institutionId)
      .then((counts) => {
        this.#known.delete(id);
        this.#known.set(id, { of, counts });
        const [first] = this.#known.keys();
        if (this.#known.size > keptInstitutions && first !== undefined) this.#known.delete(first);
      })
      .finally(() => this.#counting.delete(id));
    this.#counting.set(id, counting);
    // Who waits is told; for everybody else the next minute tries again.
    counting.catch(() => {});
    return counting;
  }
}

async function countLearners(institutionId: Types.ObjectId): Promise<LearnerCount> {
  const rows = await EnrolmentModel.aggregate<{ _id: string; learners: number }>(
    [{ $match: { institutionId, role: 'learner' } }, { $group: { _id: '$course', learners: { $sum: 1 } } }],
    { hint: byRoleAndCourse },
  );
  return new Map(rows.map(({ _id, learners }) => [_id, learners]));
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}

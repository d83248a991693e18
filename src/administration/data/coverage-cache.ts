import type { Institution } from '../../../models/institution.ts';
import { countCoverage, type InstitutionCoverage } from './coverage.ts';

/** So long a page waits for a count; a later look has it. */
const patienceMilliseconds = 3_000;
const keptInstitutions = 200;

interface Known {
  /** `Institution.dataChangedAt` when it was counted. */
  of: number;
  coverage: InstitutionCoverage;
}

/** Counts once for each change of an institution's data, and shows what was counted before where that takes long. */
export class KnownCoverage {
  readonly #known = new Map<string, Known>();
  readonly #counting = new Map<string, Promise<void>>();

  /** Undefined while the first count takes longer than a page should. */
  async get({ _id, dataChangedAt }: Institution): Promise<InstitutionCoverage | undefined> {
    const id = `${_id}`;
    const of = dataChangedAt?.getTime() ?? 0;
    if (this.#known.get(id)?.of !== of) {
      const counting = this.#counting.get(id) ?? this.#count(_id, of);
      // What goes wrong is tried again by the next look.
      await Promise.race([counting.catch(() => {}), patience()]);
    }
    return this.#known.get(id)?.coverage;
  }

  #count(institutionId: Institution['_id'], of: number): Promise<void> {
    const id = `${institutionId}`;
    const counting = countCoverage(institutionId)
      .then((coverage) => {
        this.#known.delete(id);
        this.#known.set(id, { of, coverage });
        const [first] = this.#known.keys();
        if (this.#known.size > keptInstitutions && first !== undefined) this.#known.delete(first);
      })
      .finally(() => this.#counting.delete(id));
    this.#counting.set(id, counting);
    // Whoever looks next counts again.
    counting.catch(() => {});
    return counting;
  }
}

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMilliseconds).unref();
  });
}

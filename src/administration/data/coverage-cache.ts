import type { Institution } from '../../../models/institution.ts';
import { countCoverage, type InstitutionCoverage } from '../../counts/coverage.ts';

/**
 * How long a page waits for the first count, and, where it has one of before, for a newer one; milliseconds. A later look shows what
 * takes longer.
 */
export interface CountingPatience {
  first: number;
  newer: number;
}
const usualPatience: CountingPatience = { first: 3_000, newer: 300 };
const keptInstitutions = 200;

interface CountedCoverage {
  /** `Institution.dataChangedAt` when it was counted. */
  of: number;
  coverage: InstitutionCoverage;
}

/** Counts once for each change of an institution's data. While a count takes long, it gives the one before. */
export class CoverageCache {
  readonly #known = new Map<string, CountedCoverage>();
  readonly #counting = new Map<string, Promise<void>>();
  readonly #patience: CountingPatience;

  constructor(patience: CountingPatience = usualPatience) {
    this.#patience = patience;
  }

  /** Undefined while the first count takes longer than a page should. */
  async get({ _id, dataChangedAt }: Institution): Promise<InstitutionCoverage | undefined> {
    const id = `${_id}`;
    const of = dataChangedAt?.getTime() ?? 0;
    if (this.#known.get(id)?.of !== of) {
      const counting = this.#counting.get(id) ?? this.#count(_id, of);
      // The next look tries again whatever goes wrong.
      const patience = this.#known.has(id) ? this.#patience.newer : this.#patience.first;
      await Promise.race([counting.catch(() => {}), over(patience)]);
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
    // The next look counts again.
    counting.catch(() => {});
    return counting;
  }
}

function over(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}

import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import { InstitutionModel } from '../../models/institution.ts';
import { withTimeLimit } from '../leases/time-limit.ts';

const lookEveryMilliseconds = 30_000;
/** A catalogue of a hundred thousand courses takes some minutes; the others wait. */
const longestMilliseconds = 15 * 60_000;
const firstPauseMilliseconds = 5 * 60_000;
const longestPauseMilliseconds = 6 * 3_600_000;

/** Something that is worked out of a whole catalogue whenever it has changed. */
export interface CatalogueWork {
  /** What it does, for messages: "looking through the catalogue". */
  name: string;
  isDue(institutionId: Types.ObjectId, now: Date): Promise<boolean>;
  /** @returns how much was found or written; undefined where nothing was to be done */
  run(institutionId: Types.ObjectId, signal: AbortSignal): Promise<number | undefined>;
  /** How the log calls what `run` returns. */
  counted: string;
  /** Keeps why it failed, for people to see. */
  recordFailure?(institutionId: Types.ObjectId, error: Error): Promise<void>;
}

type Log = Pick<Logger, 'info' | 'warn'>;

/**
 * Does the work of every catalogue that has changed, until it is stopped.
 * @param works in their order: the later ones see what the earlier ones have found
 * @returns stops it; resolves when nothing is running
 */
export function startCatalogueSchedule(works: readonly CatalogueWork[], log: Log): () => Promise<void> {
  const stopping = new AbortController();
  const pauses = new Pauses();
  let looking = Promise.resolve();
  const look = () => {
    looking = looking.then(() => runDue(works, log, pauses, stopping.signal));
  };
  const timer = setInterval(look, lookEveryMilliseconds);
  timer.unref();
  look();
  return async () => {
    clearInterval(timer);
    stopping.abort(new Error('Stopped.'));
    await looking;
  };
}

/** One institution after the other. What fails at one keeps no other from its turn. */
async function runDue(
  works: readonly CatalogueWork[],
  log: Log,
  pauses: Pauses,
  signal: AbortSignal,
): Promise<void> {
  const institutions = await InstitutionModel.find({}, { name: 1 })
    .lean()
    .catch((error) => {
      if (!signal.aborted) log.warn({ err: error }, 'could not look for catalogues that have changed');
      return [];
    });
  for (const { _id: institutionId, name: institution } of institutions)
    for (const work of works) {
      const { name, counted } = work;
      const key = `${institutionId} ${name}`;
      if (signal.aborted) return;
      if (pauses.isPausing(key)) continue;
      try {
        if (!(await work.isDue(institutionId, new Date()))) continue;
        const count = await withTimeLimit(name, longestMilliseconds, signal, (either) =>
          work.run(institutionId, either),
        );
        pauses.succeeded(key);
        if (count !== undefined) log.info({ institution, [counted]: count }, name);
      } catch (error) {
        if (signal.aborted) return;
        pauses.failed(key);
        log.warn({ institution, err: error }, `${name} failed`);
        await work.recordFailure?.(institutionId, error as Error);
      }
    }
}

/** After failures a piece of work is left alone for 5, 10, 20 … minutes, at most for six hours. */
class Pauses {
  readonly #failures = new Map<string, { count: number; until: number }>();

  isPausing(key: string): boolean {
    return (this.#failures.get(key)?.until ?? 0) > Date.now();
  }

  failed(key: string): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const pause = Math.min(firstPauseMilliseconds * 2 ** (count - 1), longestPauseMilliseconds);
    this.#failures.set(key, { count, until: Date.now() + pause });
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}

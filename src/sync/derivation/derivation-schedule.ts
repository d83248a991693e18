import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import { CatalogueReportModel } from '../../../models/catalogue-report.ts';
import { InstitutionModel } from '../../../models/institution.ts';
import { withTimeLimit } from '../../leases/time-limit.ts';
import { isDerivationDue } from './derive-catalogue.ts';

const lookEveryMilliseconds = 30_000;
/** A catalogue of a hundred thousand courses takes some minutes; the others wait. */
const longestMilliseconds = 15 * 60_000;
const firstPauseMilliseconds = 5 * 60_000;
const longestPauseMilliseconds = 6 * 3_600_000;
const longestMessage = 500;

/** `deriveCatalogue`, in this thread or another. @returns as that does */
export type DeriveCatalogue = (
  institutionId: Types.ObjectId,
  signal: AbortSignal,
) => Promise<number | undefined>;

/**
 * Derives every catalogue that has changed, until it is stopped.
 * @returns stops it; resolves when no derivation is running
 */
export function startDerivations(
  derive: DeriveCatalogue,
  log: Pick<Logger, 'info' | 'warn'>,
): () => Promise<void> {
  const stopping = new AbortController();
  const pauses = new Pauses();
  let looking = Promise.resolve();
  const look = () => {
    looking = looking.then(() => deriveDue(derive, log, pauses, stopping.signal));
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
async function deriveDue(
  derive: DeriveCatalogue,
  log: Pick<Logger, 'info' | 'warn'>,
  pauses: Pauses,
  signal: AbortSignal,
): Promise<void> {
  const institutions = await InstitutionModel.find({}, { name: 1 })
    .lean()
    .catch((error) => {
      if (!signal.aborted) log.warn({ err: error }, 'could not look for catalogues that have changed');
      return [];
    });
  for (const { _id: institutionId, name } of institutions) {
    if (signal.aborted) return;
    if (pauses.isPausing(institutionId)) continue;
    try {
      if (!(await isDerivationDue(institutionId, new Date()))) continue;
      const written = await withTimeLimit(
        'Looking through the catalogue',
        longestMilliseconds,
        signal,
        (either) => derive(institutionId, either),
      );
      pauses.succeeded(institutionId);
      if (written !== undefined)
        log.info({ institution: name, courses: written }, 'catalogue looked through');
    } catch (error) {
      if (signal.aborted) return;
      pauses.failed(institutionId);
      log.warn({ institution: name, err: error }, 'a catalogue was not looked through');
      await recordFailure(institutionId, error as Error);
    }
  }
}

/** For the administration's page. */
async function recordFailure(institutionId: Types.ObjectId, { message }: Error): Promise<void> {
  const failure = { at: new Date(), error: message.slice(0, longestMessage) };
  const never = { rules: 0, at: new Date(0), counts: {} };
  await CatalogueReportModel.updateOne(
    { institutionId },
    { $set: { failure }, $setOnInsert: never },
    { upsert: true },
  ).catch(() => {});
}

/** After failures an institution is left alone for 5, 10, 20 … minutes, at most for six hours. */
class Pauses {
  readonly #failures = new Map<string, { count: number; until: number }>();

  isPausing(institutionId: Types.ObjectId): boolean {
    return (this.#failures.get(`${institutionId}`)?.until ?? 0) > Date.now();
  }

  failed(institutionId: Types.ObjectId): void {
    const count = (this.#failures.get(`${institutionId}`)?.count ?? 0) + 1;
    const pause = Math.min(firstPauseMilliseconds * 2 ** (count - 1), longestPauseMilliseconds);
    this.#failures.set(`${institutionId}`, { count, until: Date.now() + pause });
  }

  succeeded(institutionId: Types.ObjectId): void {
    this.#failures.delete(`${institutionId}`);
  }
}

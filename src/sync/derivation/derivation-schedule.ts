import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import { InstitutionModel } from '../../../models/institution.ts';
import { isDerivationDue } from './derive-catalogue.ts';

const lookEveryMilliseconds = 30_000;

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
  let looking = Promise.resolve();
  const look = () => {
    looking = looking.then(() => deriveDue(derive, log, stopping.signal));
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

async function deriveDue(
  derive: DeriveCatalogue,
  log: Pick<Logger, 'info' | 'warn'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (const { _id: institutionId, name } of await InstitutionModel.find({}, { name: 1 }).lean()) {
      if (signal.aborted) return;
      if (!(await isDerivationDue(institutionId, new Date()))) continue;
      const written = await derive(institutionId, signal);
      if (written !== undefined)
        log.info({ institution: name, courses: written }, 'catalogue looked through');
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'catalogues were not looked through');
  }
}

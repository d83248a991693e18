import type { Logger } from 'pino';
import { InstitutionModel } from '../../../models/institution.ts';
import { deriveCatalogue, isDerivationDue } from './derive-catalogue.ts';

const lookEveryMilliseconds = 30_000;

/**
 * Derives every catalogue that has changed, whoever changed it, until it is stopped.
 * @returns what ends it; resolves when none is under way
 */
export function keepDerived(log: Pick<Logger, 'info' | 'warn'>): () => Promise<void> {
  let isStopped = false;
  let looking = Promise.resolve();
  const look = () => {
    looking = looking.then(() => deriveDue(log, () => isStopped));
  };
  const timer = setInterval(look, lookEveryMilliseconds);
  timer.unref();
  look();
  return async () => {
    clearInterval(timer);
    isStopped = true;
    await looking;
  };
}

async function deriveDue(log: Pick<Logger, 'info' | 'warn'>, isStopped: () => boolean): Promise<void> {
  try {
    for (const { _id: tenant, name } of await InstitutionModel.find({}, { name: 1 }).lean()) {
      if (isStopped()) return;
      const now = new Date();
      if (!(await isDerivationDue(tenant, now))) continue;
      const written = await deriveCatalogue(tenant, { now });
      if (written !== undefined)
        log.info({ institution: name, courses: written }, 'catalogue looked through');
    }
  } catch (error) {
    log.warn({ err: error }, 'catalogues were not looked through');
  }
}

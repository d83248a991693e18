import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DatabaseAddress } from '../database/open-database.ts';
import type { DeriveCatalogue } from '../sync/derivation/derivation-schedule.ts';

/** What the thread is given. */
export interface CatalogueTask {
  address: DatabaseAddress;
  /** `Institution._id`, hex. */
  institutionId: string;
}

/**
 * Runs `deriveCatalogue` in a thread of its own: a large catalogue takes seconds, in which no panel would be answered. When
 * it is stopped it ends at once, and the next run goes on with the courses that are left.
 */
export function deriveInThread({ uri, isAlone }: DatabaseAddress): DeriveCatalogue {
  return async (institutionId, signal) => {
    signal.throwIfAborted();
    const task: CatalogueTask = { address: { uri, isAlone }, institutionId: institutionId.toHexString() };
    const worker = new Worker(join(import.meta.dirname, 'derive-worker.js'), { workerData: task });
    try {
      return await new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('The thread ended without a result.')));
      });
    } finally {
      await worker.terminate();
    }
  };
}

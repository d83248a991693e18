import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Types } from 'mongoose';
import { connectedAddress, type DatabaseAddress } from '../../database/open-database.ts';

/** What the thread is given. */
export interface CatalogueTask {
  address: DatabaseAddress;
  /** What it does (catalogue-worker.ts). */
  work: 'derivation' | 'skills';
  /** `Institution._id`, hex. */
  institutionId: string;
}

/**
 * @param signal ends it
 * @returns how much was found or written; undefined where nothing was to be done
 */
export type WorkOnCatalogue = (
  institutionId: Types.ObjectId,
  signal: AbortSignal,
) => Promise<number | undefined>;

/**
 * Runs work on a catalogue in a thread of its own: a large catalogue takes seconds, in which no panel would be answered. When it is
 * stopped it ends at once, and the next run does what is left.
 */
export function inThread(work: CatalogueTask['work']): WorkOnCatalogue {
  return async (institutionId, signal) => {
    signal.throwIfAborted();
    const task: CatalogueTask = {
      ...{ address: connectedAddress(), work, institutionId: institutionId.toHexString() },
    };
    const worker = new Worker(join(import.meta.dirname, 'catalogue-worker.js'), { workerData: task });
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

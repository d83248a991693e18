// Looks through one institution's catalogue in a thread of its own. Its parent is src/jobs/derivation-thread.ts.
import { parentPort, workerData } from 'node:worker_threads';
import mongoose from 'mongoose';
import { connectTo } from '../database/open-database.ts';
import { deriveCatalogue } from '../sync/derivation/derive-catalogue.ts';
import type { CatalogueTask } from './derivation-thread.ts';

const { address, institutionId } = workerData as CatalogueTask;
await connectTo(address);
try {
  parentPort?.postMessage(await deriveCatalogue(new mongoose.Types.ObjectId(institutionId)));
} finally {
  await mongoose.disconnect();
}

// Derives what can be told of one institution's catalogue, in a thread of its own. derive-in-thread.ts starts it.
import { parentPort, workerData } from 'node:worker_threads';
import mongoose from 'mongoose';
import { connectTo } from '../database/open-database.ts';
import { deriveCatalogue } from '../sync/derivation/derive-catalogue.ts';
import type { CatalogueTask } from './derive-in-thread.ts';

const { address, institutionId } = workerData as CatalogueTask;
await connectTo(address);
try {
  parentPort?.postMessage(await deriveCatalogue(new mongoose.Types.ObjectId(institutionId)));
} finally {
  await mongoose.disconnect();
}

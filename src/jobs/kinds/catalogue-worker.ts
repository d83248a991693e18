// Works on one institution's catalogue, in a thread of its own. catalogue-thread.ts starts it. It awaits nothing outside of a function,
// as kernels/crew-worker.ts says.
import { parentPort, workerData } from 'node:worker_threads';
import mongoose, { type Types } from 'mongoose';
import { giveWay } from '../../configuration/give-way.ts';
import { connectTo } from '../../database/open-database.ts';
import { linkCatalogue } from '../../skills/link-catalogue.ts';
import { deriveCatalogue } from '../../sync/derivation/derive-catalogue.ts';
import type { CatalogueTask } from './catalogue-thread.ts';

const works: Readonly<Record<CatalogueTask['work'], (id: Types.ObjectId) => Promise<number | undefined>>> = {
  derivation: (id) => deriveCatalogue(id),
  skills: (id) => linkCatalogue(id),
};

const { address, work, institutionId } = workerData as CatalogueTask;
giveWay();
void workOnCatalogue();

async function workOnCatalogue(): Promise<void> {
  await connectTo(address);
  try {
    parentPort?.postMessage(await works[work](new mongoose.Types.ObjectId(institutionId)));
  } finally {
    await mongoose.disconnect();
  }
}

import type { mongo } from 'mongoose';
import type { Migration } from './migration.ts';

const namespaceNotFound = 26;
const indexNotFound = 27;

/** Whose documents belonged to one institution each and said so in `tenant`. */
const ofInstitutions = [
  ...['aliases', 'apiCredentials', 'catalogueReports', 'connections', 'courses', 'enrolments', 'events'],
  ...['learners', 'objections', 'panelSettings', 'rosterStates', 'seenLaunches', 'sessions'],
  ...['syncForecasts', 'syncRejections', 'syncRuns', 'trainedModels', 'trainingRuns'],
] as const;
/** Whose documents kept what each source said of them in `views`. */
const mergedFromSources: ReadonlySet<string> = new Set(['courses', 'enrolments']);
/** Of the weights of trained models (GridFS). */
const weightFiles = 'weights.files';

/** `tenant` becomes `institutionId`, and `views` becomes `bySource`. */
export const institutionId: Migration = {
  number: 1,
  title: 'the field tenant becomes institutionId, and views becomes bySource',
  async up(db) {
    for (const name of ofInstitutions) {
      const collection = db.collection(name);
      // Before anything is renamed: to a unique index on `tenant`, documents without it are equal.
      await dropIndexesOn(collection, 'tenant');
      await rename(collection, {
        tenant: 'institutionId',
        ...(mergedFromSources.has(name) && { views: 'bySource' }),
      });
    }
    await rename(db.collection(weightFiles), { 'metadata.tenant': 'metadata.institutionId' });
  },
};

async function dropIndexesOn(collection: mongo.Collection, field: string): Promise<void> {
  const indexes = await collection.indexes().catch(ignoring(namespaceNotFound, []));
  for (const { name, key } of indexes as { name: string; key: object }[])
    if (field in key) await collection.dropIndex(name).catch(ignoring<unknown>(indexNotFound, undefined));
}

/** One pass through the collection; each document changes at once, in both fields. */
async function rename(collection: mongo.Collection, fields: Record<string, string>): Promise<void> {
  const isOld = Object.keys(fields).map((field) => ({ [field]: { $exists: true } }));
  await collection.updateMany({ $or: isOld }, { $rename: fields });
}

/** What stands for the result where a server answers with this code: another process was faster. */
function ignoring<Result>(code: number, result: Result): (error: mongo.MongoServerError) => Result {
  return (error) => {
    if (error.code === code) return result;
    throw error;
  };
}

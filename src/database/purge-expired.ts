import mongoose from 'mongoose';
import type { Logger } from 'pino';

const intervalMilliseconds = 60_000;

/**
 * Deletes what has expired by the models' TTL indexes: the embedded engine keeps such indexes but never acts on
 * them, where a MongoDB server does so every minute.
 * @returns how many documents were deleted
 */
export async function purgeExpired(now: Date): Promise<number> {
  let deleted = 0;
  for (const model of Object.values(mongoose.models)) {
    for (const [fields, { expireAfterSeconds }] of model.schema.indexes()) {
      const [field] = Object.keys(fields);
      if (expireAfterSeconds === undefined || field === undefined) continue;
      const before = new Date(now.getTime() - Number(expireAfterSeconds) * 1000);
      deleted += (await model.deleteMany({ [field]: { $lt: before } })).deletedCount;
    }
  }
  return deleted;
}

/** Purges every minute until the returned function is called. */
export function startPurging(log: Logger): () => void {
  const timer = setInterval(() => {
    purgeExpired(new Date()).catch((error) => log.warn({ err: error }, 'expired documents were not purged'));
  }, intervalMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

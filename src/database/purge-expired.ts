import mongoose from 'mongoose';
import type { Logger } from 'pino';

const intervalMilliseconds = 60_000;

/**
 * Deletes what has expired by the models' TTL indexes. A MongoDB server does so every minute; the embedded engine keeps such
 * indexes but never acts on them.
 * @returns how many documents were deleted
 */
export async function purgeExpired(now: Date): Promise<number> {
  let deleted = 0;
  let failure: Error | undefined;
  for (const model of Object.values(mongoose.models)) {
    for (const [fields, { expireAfterSeconds, partialFilterExpression }] of model.schema.indexes()) {
      const [field] = Object.keys(fields);
      if (expireAfterSeconds === undefined || field === undefined) continue;
      const before = new Date(now.getTime() - Number(expireAfterSeconds) * 1000);
      // One collection that cannot be purged keeps no other from it.
      const { deletedCount } = await model
        .deleteMany({ $and: [{ [field]: { $lt: before } }, partialFilterExpression ?? {}] })
        .catch((error) => {
          failure ??= error;
          return { deletedCount: 0 };
        });
      deleted += deletedCount;
    }
  }
  if (failure) throw failure;
  return deleted;
}

/**
 * Purges now and every minute, one purge after the other.
 * @returns stops it; resolves when no purge is running
 */
export async function startPurging(log: Pick<Logger, 'warn'>): Promise<() => Promise<void>> {
  const purge = async () => {
    await purgeExpired(new Date()).catch((error) =>
      log.warn({ err: error }, 'expired documents were not purged'),
    );
  };
  let last = purge();
  await last;
  const timer = setInterval(() => {
    last = last.then(purge);
  }, intervalMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await last;
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

/** A database process that was killed is back within a second or two, on a busy machine within ten (src/database/). */
const attempts = 8;
const pauseMilliseconds = 500;

/** Repeats a write that the end of a database process interrupted. Only for writes that may be done twice. */
export async function retryAfterRestart<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++)
    try {
      return await write();
    } catch (error) {
      if (!isInterruption(error) || attempt === attempts) throw error;
      await sleep(attempt * pauseMilliseconds);
    }
}

/**
 * The connection was lost. A write to a socket that is already closed fails without the driver's own error class, and the driver
 * wraps what ends a bulk write.
 */
function isInterruption(error: unknown): boolean {
  const { code, errorResponse } = error as NodeJS.ErrnoException & { errorResponse?: unknown };
  if (error instanceof mongoose.mongo.MongoBulkWriteError && errorResponse)
    return isInterruption(errorResponse);
  return error instanceof mongoose.mongo.MongoNetworkError || code === 'EPIPE' || code === 'ECONNRESET';
}

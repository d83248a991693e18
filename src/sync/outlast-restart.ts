import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

/** A killed database is back within a second or two (src/database/). */
const attempts = 5;
const pauseMilliseconds = 500;

/** Does it again where a dying database interrupted it: for writes that do no harm to the part that was stored. */
export async function outlastRestart<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++)
    try {
      return await write();
    } catch (error) {
      if (!isInterruption(error) || attempt === attempts) throw error;
      await sleep(attempt * pauseMilliseconds);
    }
}

/** The connection was lost. A write to a socket that is already closed fails without the driver's own error class. */
function isInterruption(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof mongoose.mongo.MongoNetworkError || code === 'EPIPE' || code === 'ECONNRESET';
}

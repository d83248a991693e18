import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

/** A database process that was killed is back within a second or two, on a busy machine within ten (src/database/). */
const attempts = 8;
const pauseMilliseconds = 500;
/** A batch takes a second, on a busy machine some more. */
const longestMilliseconds = 60_000;

class NeverAnsweredError extends Error {
  constructor() {
    super('The database did not answer a write.');
  }
}

/**
 * Repeats a write that the end of a database process interrupted. Only for writes that may be done twice. Some never end: the
 * driver waits for a socket to take more (`drain`), also when the socket was closed meanwhile (mongodb 7.8, `Connection.writeCommand`).
 * @param longest milliseconds after which a write counts as such a one
 */
export async function retryAfterRestart<Result>(
  write: () => Promise<Result>,
  longest = longestMilliseconds,
): Promise<Result> {
  for (let attempt = 1; ; attempt++)
    try {
      return await within(longest, write());
    } catch (error) {
      if (!isInterruption(error) || attempt === attempts) throw error;
      await sleep(attempt * pauseMilliseconds);
    }
}

async function within<Result>(longest: number, written: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NeverAnsweredError()), longest);
  });
  try {
    return await Promise.race([written, over]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The connection was lost. A write to a socket that is already closed fails without the driver's own error class, and the driver
 * wraps what ends a bulk write.
 */
function isInterruption(error: unknown): boolean {
  if (error instanceof NeverAnsweredError) return true;
  const { code, errorResponse } = error as NodeJS.ErrnoException & { errorResponse?: unknown };
  if (error instanceof mongoose.mongo.MongoBulkWriteError && errorResponse)
    return isInterruption(errorResponse);
  return error instanceof mongoose.mongo.MongoNetworkError || code === 'EPIPE' || code === 'ECONNRESET';
}

import mongoose from 'mongoose';
import type { Logger } from 'pino';

const lookEveryMilliseconds = 1_000;
/** The driver finds an engine that was started anew within a second. */
const patienceMilliseconds = 5_000;
const probeMilliseconds = 2_000;

/**
 * Watches mongoose's default connection, and has it made anew where the driver has lost the server for good although it is there:
 * it asks no more, because its question had no end. The one cause that is known is mended (`closed-connections.ts`); whatever other there
 * may be would keep the database away until somebody starts the process again.
 * @param connect makes mongoose's default connection anew
 * @param reachable whether the server answers over a connection of its own
 * @returns ends it
 */
export function watchForStuckDriver(
  connect: () => Promise<void>,
  reachable: () => Promise<boolean>,
  log: Pick<Logger, 'warn'>,
): () => Promise<void> {
  let lostAt: number | undefined;
  let looking = Promise.resolve();
  let isStopped = false;
  const look = async () => {
    if (isStopped) return;
    const isThere = mongoose.connection.readyState === mongoose.ConnectionStates.connected;
    lostAt = isThere ? undefined : (lostAt ?? Date.now());
    if (lostAt === undefined || Date.now() - lostAt < patienceMilliseconds) return;
    if (!(await reachable()) || mongoose.connection.readyState === mongoose.ConnectionStates.connected)
      return;
    log.warn('the database answers and its driver does not see it: connecting anew');
    await mongoose.disconnect();
    await connect();
    lostAt = undefined;
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error) => log.warn({ err: error }, 'could not connect anew'));
  }, lookEveryMilliseconds);
  timer.unref();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await looking;
  };
}

/** Whether a server answers over a connection that is made for this question. */
export async function answersAfresh(uri: string): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(uri, {
    ...{ serverSelectionTimeoutMS: probeMilliseconds, connectTimeoutMS: probeMilliseconds, maxPoolSize: 1 },
  });
  try {
    await client.db().command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close().catch(() => {});
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

const askEveryMilliseconds = 1_000;
/** How often it is looked for while it is away. */
const lookEveryMilliseconds = 100;
/** How long one question may take. */
const answerMilliseconds = 1_000;
/** How long a request may wait for a database that has just gone: an engine that died is back in about a second. */
const absenceMilliseconds = 1_000;

/** Whether the database answers, over the connection that everything else uses. */
export interface DatabaseWatch {
  /** Asks now. Resolves within two seconds. */
  answers(): Promise<boolean>;
  /** Whether a request may begin: at once while the database is there, else after a short wait for its return. */
  isThere(): Promise<boolean>;
  /** Resolves when nothing is being asked. */
  stop(): Promise<void>;
}

/**
 * Watches mongoose's default connection: it is asked each second, and the driver says at once when it has lost the server. A
 * request that began without a database would wait for as long as the driver is patient, and so would the person.
 */
export function watchDatabase(): DatabaseWatch {
  const stopping = new AbortController();
  let awaySince: number | undefined;
  const found = (isThere: boolean) => {
    awaySince = isThere ? undefined : (awaySince ?? Date.now());
  };
  const lost = () => found(false);
  mongoose.connection.on('disconnected', lost);
  const watching = watch();
  return {
    async answers() {
      // Asked again, because this process may have been too busy to hear the first answer in time.
      const good = (await ask()) || (mongoose.connection.readyState === 1 && (await ask()));
      found(good);
      return good;
    },
    async isThere() {
      while (awaySince !== undefined && Date.now() - awaySince < absenceMilliseconds)
        await sleep(lookEveryMilliseconds / 4);
      return awaySince === undefined;
    },
    async stop() {
      mongoose.connection.removeListener('disconnected', lost);
      stopping.abort();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      found(await ask());
      const pause = awaySince === undefined ? askEveryMilliseconds : lookEveryMilliseconds;
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }
}

/** Whether something can be read within the time for a question. The driver's own limits are those of all operations. */
async function ask(): Promise<boolean> {
  const institutions = mongoose.connection.collection('institutions');
  const read = institutions.findOne({}, { projection: { _id: 1 } }).then(
    () => true,
    () => false,
  );
  const over = new AbortController();
  const late = sleep(answerMilliseconds, false, { signal: over.signal }).catch(() => false);
  const good = await Promise.race([read, late]);
  over.abort();
  return good;
}

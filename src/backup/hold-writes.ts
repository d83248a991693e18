import type { mongo } from 'mongoose';
import { noteHold, removeHoldNote } from '../database/abandoned-hold.ts';
import { BackupError } from './errors.ts';

/**
 * Has the engine write everything to its files and let no further write through; writes wait meanwhile, reads go on. If this process
 * dies, whoever owns the folder lets writes through again within seconds (`abandoned-hold.ts`).
 * @returns lets writes through; throws BackupError where the hold was lost in between, so that the copy may not be whole
 */
export async function holdWrites(
  client: mongo.MongoClient,
  dataDirectory: string,
): Promise<() => Promise<void>> {
  const admin = client.db('admin');
  await noteHold(dataDirectory);
  try {
    await admin.command({ fsync: 1, lock: true });
  } catch (error) {
    await removeHoldNote(dataDirectory);
    throw error;
  }
  return async () => {
    try {
      await admin.command({ fsyncUnlock: 1 });
    } catch (cause) {
      throw new BackupError(
        `The database was started anew while it was copied (${(cause as Error).name}), so the copy may not be whole and was deleted. Run the command again.`,
      );
    } finally {
      await removeHoldNote(dataDirectory);
    }
  };
}

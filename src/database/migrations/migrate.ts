// Read this file first. Each migration has a file with its number and is added to `allMigrations` below. From then on it stays as it is:
// it names collections and fields as they were, never the models, which go on changing.
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { waitForLease } from '../../leases/lease.ts';
import { NewerDataError } from '../errors.ts';
import { institutionId } from './0001-institution-id.ts';
import { courseAddresses } from './0002-course-addresses.ts';
import { learnerKeys } from './0003-learner-keys.ts';
import { forgottenSearches } from './0004-forgotten-searches.ts';
import type { Migration, MigrationSecrets } from './migration.ts';

export const allMigrations: readonly Migration[] = [
  institutionId,
  courseAddresses,
  learnerKeys,
  forgottenSearches,
];

const withoutSecrets: MigrationSecrets = { sealLearnerKey: (key) => key };

/** The migrations that a database has behind it: `{ _id: number, title, appliedAt }`. */
const record = 'migrations';

/**
 * Applies the migrations that the connected database has not had yet, each once. To be called before indexes are built:
 * an old document may contradict a new index. Of several processes that start at once, one applies them under a lease and
 * the others wait. A database without collections is new: it counts as having had them all.
 * @throws NewerDataError
 */
export async function migrate(
  log: Pick<Logger, 'info'>,
  migrations = allMigrations,
  secrets = withoutSecrets,
): Promise<void> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('The database is not connected.');
  if ((await missingIn(db, migrations)).length === 0) return;
  if ((await db.listCollections({}, { nameOnly: true }).toArray()).length === 0) {
    for (const migration of migrations) await recordIn(db, migration);
    return;
  }
  const onWait = () =>
    log.info('another process is bringing the stored data into the form of this version; waiting');
  const lease = await waitForLease('migrations', { onWait });
  try {
    for (const migration of await missingIn(db, migrations)) {
      const { number, title } = migration;
      const startedAt = performance.now();
      log.info({ migration: number }, `stored data of an earlier version: ${title}`);
      await migration.up(db, secrets);
      await recordIn(db, migration);
      const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
      log.info({ migration: number, seconds }, 'done');
    }
  } finally {
    await lease.release();
  }
}

async function missingIn(db: mongoose.mongo.Db, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = await db.collection<{ _id: number }>(record).find().toArray();
  const numbers = new Set(applied.map(({ _id }) => _id));
  if (Math.max(0, ...numbers) > (migrations.at(-1)?.number ?? 0)) throw new NewerDataError();
  return migrations.filter(({ number }) => !numbers.has(number));
}

async function recordIn(db: mongoose.mongo.Db, { number, title }: Migration): Promise<void> {
  const applied = { title, appliedAt: new Date() };
  await db
    .collection<{ _id: number }>(record)
    .updateOne({ _id: number }, { $setOnInsert: applied }, { upsert: true });
}

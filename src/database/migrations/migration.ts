import type { mongo } from 'mongoose';

/**
 * Carries stored data over from one version of this application to the next; forward only. A migration may be killed at any
 * point and is then run again from its beginning, and in rare cases two processes run it at once. So it changes what is
 * still in the old form, and leaves everything else alone.
 */
export interface Migration {
  /** From 1, without gaps. */
  number: number;
  /** What it does, for the log. */
  title: string;
  up(db: mongo.Db, secrets: MigrationSecrets): Promise<void>;
}

/** What a migration cannot know by itself. */
export interface MigrationSecrets {
  /** The encrypted form of a key of pseudonyms; without a secret the key itself, and the next start encrypts it. */
  sealLearnerKey(key: string): string;
}

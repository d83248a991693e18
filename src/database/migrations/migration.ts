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
  up(db: mongo.Db): Promise<void>;
}

import { model, Schema } from 'mongoose';

/** Who pulls from a source at the moment. `_id` is institution and source, see `SyncRun.source`. */
export interface SyncLease {
  _id: string;
  /** Random, by run. */
  holder: string;
  /** By the database's clock. From then on anybody may take it. */
  expiresAt: Date;
}

const schema = new Schema<SyncLease>({
  _id: String,
  holder: { type: String, required: true },
  expiresAt: { type: Date, required: true },
});

export const SyncLeaseModel = model('SyncLease', schema, 'syncLeases');

import { model, Schema } from 'mongoose';

/** Who may do something alone at the moment (src/leases/). `_id` says what: see `takeLease`. */
export interface StoredLease {
  _id: string;
  /** Random, new each time it is taken; empty while nobody holds it. */
  holder: string;
  /** By the database's clock. From then on anybody may take it. */
  expiresAt: Date;
}

const schema = new Schema<StoredLease>({
  _id: String,
  holder: { type: String, required: true },
  expiresAt: { type: Date, required: true },
});

/** The collection kept the name that it had when only sync runs took leases. */
export const LeaseModel = model('Lease', schema, 'syncLeases');

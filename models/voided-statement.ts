import { model, Schema, type Types } from 'mongoose';

/** The id of a statement that its sender has voided; one that comes later under this id is not stored. Says nothing of people. */
export interface VoidedStatement {
  /** Derived from the institution and the statement's id, as the `_id` of an event is. */
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  voidedAt: Date;
}

/** Senders keep what they could not deliver for days, not for years. */
const keptSeconds = 366 * 86_400;

const schema = new Schema<VoidedStatement>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  voidedAt: { type: Date, required: true },
});
schema.index({ voidedAt: 1 }, { expireAfterSeconds: keptSeconds });

export const VoidedStatementModel = model('VoidedStatement', schema, 'voidedStatements');

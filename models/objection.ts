import { model, Schema, type Types } from 'mongoose';

/**
 * A person objects to being profiled (GDPR Art. 21), or was deleted. Nothing is stored of them, and no source brings them
 * back (docs/decisions/0011-objections.md). Natural key: institutionId + learner.
 */
export interface Objection {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Learner.key`, or the pseudonym that a source with ids of its own stores them under. */
  learner: string;
  at: Date;
}

const schema = new Schema<Objection>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  at: { type: Date, required: true },
});
schema.index({ institutionId: 1, learner: 1 }, { unique: true });

export const ObjectionModel = model('Objection', schema, 'objections');

import { model, Schema, type Types } from 'mongoose';

/** A course that a learner keeps for later. Natural key: institutionId + learner + course. */
export interface Save {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Learner.key`. */
  learner: string;
  /** `Course.key`. */
  course: string;
  /** The term that they mean to take it in, as they or their institution name it; empty: later; absent: not said. */
  term?: string;
  /** Since when. */
  at: Date;
}

const schema = new Schema<Save>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  course: { type: String, required: true },
  term: String,
  at: { type: Date, required: true },
});
schema.index({ institutionId: 1, learner: 1, course: 1 }, { unique: true });

export const SaveModel = model('Save', schema, 'saves');

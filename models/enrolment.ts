import { model, Schema, type Types } from 'mongoose';

export const enrolmentStates = ['active', 'completed', 'withdrawn'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

/** One learner in one course. Natural key: tenant + learner + course. */
export interface Enrolment {
  _id: Types.ObjectId;
  tenant: Types.ObjectId;
  /** `Learner.key`. */
  learner: string;
  /** `Course.key`. */
  course: string;
  state: EnrolmentState;
  /** Staff of a course are enrolled too, and are never training data. */
  role: 'learner' | 'staff';
  /** When the enrolment happened, where the source knows it. */
  at?: Date;
  /** Strength of the interaction, 0 < weight; 1 where nothing is known. */
  weight: number;
  source: string;
  seenAt: Date;
}

const schema = new Schema<Enrolment>({
  tenant: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  course: { type: String, required: true },
  state: { type: String, enum: enrolmentStates, required: true },
  role: { type: String, enum: ['learner', 'staff'], required: true },
  at: Date,
  weight: { type: Number, default: 1 },
  source: { type: String, required: true },
  seenAt: { type: Date, required: true },
});
schema.index({ tenant: 1, learner: 1, course: 1 }, { unique: true });
schema.index({ tenant: 1, course: 1 });

export const EnrolmentModel = model('Enrolment', schema, 'enrolments');

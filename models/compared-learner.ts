import { model, Schema, type Types } from 'mongoose';
import { type Arm, arms } from './comparison.ts';

/**
 * A learner who was shown suggestions while models are compared. Deleted when the comparison ends. Natural key: institutionId +
 * learner + comparison.
 */
export interface ComparedLearner {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Comparison._id` */
  comparison: Types.ObjectId;
  /** `Learner.key` */
  learner: string;
  arm: Arm;
  /** Probability that the learner came into this arm, 0 < propensity < 1. */
  propensity: number;
  firstShownAt: Date;
  /** `Course.key` of what was suggested to them; absent once `outcome` is known. */
  courses?: string[];
  /** Whether they did something with one of `courses` in time (src/comparing/settle.ts); absent until their time is over. */
  outcome?: boolean;
}

const schema = new Schema<ComparedLearner>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  comparison: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  arm: { type: String, enum: arms, required: true },
  propensity: { type: Number, required: true },
  firstShownAt: { type: Date, required: true },
  courses: { type: [String], default: undefined },
  outcome: Boolean,
});
schema.index({ institutionId: 1, learner: 1, comparison: 1 }, { unique: true });
/** In the order in which their time is over. */
schema.index({ institutionId: 1, comparison: 1, firstShownAt: 1 });

export const ComparedLearnerModel = model('ComparedLearner', schema, 'comparedLearners');

import { model, Schema, type Types } from 'mongoose';

/** Which of the two models a learner's suggestions come from while models are compared. */
export const arms = ['serving', 'compared'] as const;
export type Arm = (typeof arms)[number];

/**
 * How a comparison ended. `ended`, `served`: by an administrator, who left the model that serves, or made the compared one serve.
 * `erased`: one of the two has learnt from somebody who was deleted. `unreadable`: this version of the tool cannot read one of them.
 */
export const comparisonEndings = ['ended', 'served', 'erased', 'unreadable'] as const;
export type ComparisonEnding = (typeof comparisonEndings)[number];

/** What came of a comparison; nothing of single people. */
export interface ComparisonResult {
  serving: ArmResult;
  compared: ArmResult;
  /** Share with the outcome, compared less serving, −1…1, and half the width of its interval (src/comparing/confidence-sequence.ts). */
  difference: number;
  halfWidth: number;
}

export interface ArmResult {
  /** Learners whose time is over. */
  counted: number;
  /** Of these, how many have the outcome. */
  reached: number;
}

/** Two trained models compared by learner. `Institution.comparing` says which comparison runs. */
export interface Comparison {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `TrainedModel._id` of the model that serves, which stays the same while this runs. */
  serving: Types.ObjectId;
  /** `TrainedModel._id` of the other one. */
  compared: Types.ObjectId;
  /** Probability that a learner's suggestions come from `compared`, 0 < share < 1. */
  share: number;
  startedAt: Date;
  /** Absent while it runs. */
  endedAt?: Date;
  ending?: ComparisonEnding;
  /** Absent while it runs, and where an arm had too few people to tell of. */
  result?: ComparisonResult;
}

const armResult = {
  type: new Schema<ArmResult>(
    { counted: { type: Number, required: true }, reached: { type: Number, required: true } },
    { _id: false },
  ),
  required: true,
};
const schema = new Schema<Comparison>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  serving: { type: Schema.Types.ObjectId, required: true },
  compared: { type: Schema.Types.ObjectId, required: true },
  share: { type: Number, required: true },
  startedAt: { type: Date, required: true },
  endedAt: Date,
  ending: { type: String, enum: comparisonEndings },
  result: {
    type: new Schema<ComparisonResult>(
      {
        ...{ serving: armResult, compared: armResult },
        difference: { type: Number, required: true },
        halfWidth: { type: Number, required: true },
      },
      { _id: false },
    ),
  },
});
schema.index({ institutionId: 1, startedAt: -1 });

export const ComparisonModel = model('Comparison', schema, 'comparisons');

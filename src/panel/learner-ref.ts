import type { Types } from 'mongoose';

/** A learner of an institution: `Learner.institutionId` and `Learner.key`. */
export interface LearnerRef {
  institutionId: Types.ObjectId;
  learner: string;
}

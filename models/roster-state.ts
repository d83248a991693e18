import { model, Schema, type Types } from 'mongoose';

/** When and how a course's roster is to be read next. Natural key: institutionId + course. */
export interface RosterState {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Course.key`. */
  course: string;
  /** `context_memberships_url` of the last launch that it was read after. */
  membershipsUrl?: string;
  /** Not before. */
  dueAt: Date;
  /** Where the platform tells what has changed since the last run. */
  differencesUrl?: string;
  /** The last reading after a launch failed, and the platform has not asked to wait. */
  hasFailed?: true;
  /** It failed because the platform has asked to wait until `dueAt`. */
  isAskedToWait?: true;
  /** The wait may be for this course alone. */
  waitMayBeOfCourse?: true;
  /** When the last run that read the whole roster began. */
  completeAt?: Date;
}

const schema = new Schema<RosterState>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  course: { type: String, required: true },
  membershipsUrl: String,
  dueAt: { type: Date, required: true },
  differencesUrl: String,
  hasFailed: Boolean,
  isAskedToWait: Boolean,
  waitMayBeOfCourse: Boolean,
  completeAt: Date,
});
schema.index({ institutionId: 1, course: 1 }, { unique: true });

export const RosterStateModel = model('RosterState', schema, 'rosterStates');

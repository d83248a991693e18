import { createHmac } from 'node:crypto';
import { model, Schema, type Types } from 'mongoose';
import type { Institution } from './institution.ts';
import { openLearnerKey } from './learner-key.ts';

/** What a learner told the tool. Who they are is never stored: `key` is HMAC(institution's key, `sub`). */
export interface Learner {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  key: string;
  /** Free words or picked categories, most important first. */
  interests: string[];
  /** What they want to become, in their own words or by the name of an occupation, in whatever language. */
  goal?: string;
  /** What they want to learn to do, in their own words. */
  skills: string[];
  /** BCP 47 tags of the languages they want courses in; empty: any. */
  languages: string[];
  /** They want dark pages; absent: light ones. */
  dark?: boolean;
  /** They do not want personal suggestions for now: nothing new is stored of what they do here, and nothing is deleted. */
  paused?: boolean;
  /** They do not want to be asked what interests them before the first suggestions. */
  skippedPicker?: boolean;
  /** Programme, cohort and the like, as an institution's data names them; what `Course.audience` refers to. */
  groups: string[];
  createdAt: Date;
  /** When they changed it last. */
  updatedAt: Date;
}

const schema = new Schema<Learner>(
  {
    institutionId: { type: Schema.Types.ObjectId, required: true },
    key: { type: String, required: true },
    interests: { type: [String], default: [] },
    goal: String,
    skills: { type: [String], default: [] },
    languages: { type: [String], default: [] },
    dark: Boolean,
    paused: Boolean,
    skippedPicker: Boolean,
    groups: { type: [String], default: [] },
  },
  { timestamps: true },
);
schema.index({ institutionId: 1, key: 1 }, { unique: true });

export const LearnerModel = model('Learner', schema, 'learners');

/**
 * The pseudonym a person is stored under: HMAC-SHA-256 of the LMS's user id (`sub` of a launch, `user_id` of
 * a roster, `learner` of an import) with the institution's own key; base64url, 43 characters.
 */
export function learnerKeyOf(institution: Pick<Institution, 'learnerKey'>, subject: string): string {
  return createHmac('sha256', openLearnerKey(institution.learnerKey)).update(subject).digest('base64url');
}

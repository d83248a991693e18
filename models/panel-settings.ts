import { model, Schema, type Types } from 'mongoose';

/**
 * `enterable`: courses that a student can get into or ask for. `all`: every course that is not over, also those that staff alone
 * enrol people in; for advising.
 */
export const offers = ['enterable', 'all'] as const;
export type Offers = (typeof offers)[number];

/** What staff decided about the panels of the whole institution, or about the panel inside one course. */
export interface PanelSettings {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Course.key` of the course whose panel this is about; absent for all panels of the institution. */
  course?: string;
  /** `Course.key` of the courses that are not to be suggested. */
  blocked: string[];
  /** Only courses in the learner's own languages; for a learner who named none, in the language that the LMS is shown in. */
  ownLanguagesOnly: boolean;
  /** Share of the answers with one course drawn at random, logged with its propensity; 0 is off. */
  exploration: number;
  /** Which courses are suggested; `enterable` where nothing is said. */
  offers?: Offers;
}

const schema = new Schema<PanelSettings>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  course: String,
  blocked: { type: [String], default: [] },
  ownLanguagesOnly: { type: Boolean, default: false },
  exploration: { type: Number, default: 0, min: 0, max: 0.5 },
  offers: { type: String, enum: offers },
});
schema.index({ institutionId: 1, course: 1 }, { unique: true });

export const PanelSettingsModel = model('PanelSettings', schema, 'panelSettings');

import { model, Schema, type Types } from 'mongoose';

/**
 * `enterable`: courses that a student can get into or ask for. `all`: every course that is not over, also those that staff alone
 * enrol people in; for advising.
 */
export const offers = ['enterable', 'all'] as const;
export type Offers = (typeof offers)[number];

/** `next`: what to take after what was taken. `supplement`: what goes with the courses that the learner is in now. */
export const purposes = ['next', 'supplement'] as const;
export type Purpose = (typeof purposes)[number];

/** How many courses a panel may show. */
export const cardCounts = { fewest: 1, usual: 5, most: 10 } as const;

/** What can be chosen for panels. Absent: what stands behind says it (`src/panel-settings/resolve-settings.ts`). */
export interface PanelChoices {
  /** Students are shown suggestions. */
  isOn?: boolean;
  purpose?: Purpose;
  /** How many courses. */
  cards?: number;
  /** Above the courses, in whatever language staff write; empty: that of the purpose. */
  heading?: string;
  /** A line from staff to the students, above the courses; empty: none. */
  line?: string;
  /** Only courses in the learner's own languages; for a learner who named none, in the language that the LMS is shown in. */
  ownLanguagesOnly?: boolean;
  /** Share of the answers with one course drawn at random, logged with its propensity; 0 is off. */
  exploration?: number;
  /** Which courses are suggested. */
  offers?: Offers;
}

/** `pin`: comes first for every student, except who has taken or hidden it or cannot get in. `boost`: counts for more. `block`: is not suggested here. */
export const steeringWays = ['pin', 'boost', 'block'] as const;
export type SteeringWay = (typeof steeringWays)[number];

/** What the staff of a course want of one suggested course, in the panel of theirs. */
export interface SteeredCourse {
  /** `Course.key` of the course that is suggested, or not. */
  course: string;
  way: SteeringWay;
  /** Of a pin or a boost, students read it; plain text. */
  note?: string;
  at: Date;
}

/** What staff decided about the panels of the whole institution, or about the panel inside one course. */
export interface PanelSettings extends PanelChoices {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Course.key` of the course whose panel this is about; absent for all panels of the institution. */
  course?: string;
  /** `Course.key` of the courses that are not to be suggested; what the institution blocks is blocked in every panel. */
  blocked: string[];
  /** Only in the settings of a course; in the order in which it was said. Who said it stands in the audit alone. */
  steered?: SteeredCourse[];
  /** When staff last changed one of the choices. */
  changedAt?: Date;
}

const steered = new Schema<SteeredCourse>(
  {
    course: { type: String, required: true },
    way: { type: String, enum: steeringWays, required: true },
    note: String,
    at: { type: Date, required: true },
  },
  { _id: false },
);

const schema = new Schema<PanelSettings>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  course: String,
  blocked: { type: [String], default: [] },
  isOn: Boolean,
  purpose: { type: String, enum: purposes },
  cards: { type: Number, min: cardCounts.fewest, max: cardCounts.most },
  heading: String,
  line: String,
  ownLanguagesOnly: Boolean,
  exploration: { type: Number, min: 0, max: 0.5 },
  offers: { type: String, enum: offers },
  steered: { type: [steered], default: undefined },
  changedAt: Date,
});
schema.index({ institutionId: 1, course: 1 }, { unique: true });

export const PanelSettingsModel = model('PanelSettings', schema, 'panelSettings');

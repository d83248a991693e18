import { model, Schema, type Types } from 'mongoose';

/**
 * A course that a learner was shown in a panel, and what became of it: one a person, however often they look. There
 * may be two of one (two looks at the same moment): whoever counts counts people.
 */
export interface Sighting {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  learner: string;
  /** `Course.key` of the course that the panel was open in. Absent: it was open in none, such as on a dashboard. */
  panel?: string;
  /** `Course.key` of the course that was shown. */
  course: string;
  /** When it was shown first. */
  shownAt: Date;
  /** When its link was followed first. */
  openedAt?: Date;
  /** Since when it is hidden; absent once it was brought back. */
  hiddenAt?: Date;
}

const schema = new Schema<Sighting>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  panel: String,
  course: { type: String, required: true },
  shownAt: { type: Date, required: true },
  openedAt: Date,
  hiddenAt: Date,
});
/** What one person was shown. */
schema.index({ institutionId: 1, learner: 1, panel: 1, course: 1 });
/** What was shown lately, wherever. */
schema.index({ institutionId: 1, shownAt: 1 });
/** What was shown in one panel. */
schema.index({ institutionId: 1, panel: 1, shownAt: 1 });

export const SightingModel = model('Sighting', schema, 'sightings');

import { model, Schema, type Types } from 'mongoose';

/** What the last linking of an institution's courses to skills was of, and found. */
export interface SkillReport {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  at: Date;
  /** `CatalogueReport.at` of the derivation that it is of; the beginning of time where there was none yet. */
  derivedAt: Date;
  /** `Taxonomy.content` of all taxonomies, and the version of the rules. */
  taxonomies: string;
  /** Hash of what courses say. */
  catalogue: string;
  /** Skills that at least one course teaches. */
  skills: number;
  /** Courses that teach at least one skill. */
  courses: number;
  /** Occupations that courses here prepare for, the best first (`Occupation.concept`). */
  goals: string[];
}

const schema = new Schema<SkillReport>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  at: { type: Date, required: true },
  derivedAt: { type: Date, required: true },
  taxonomies: { type: String, required: true },
  catalogue: { type: String, required: true },
  skills: { type: Number, required: true },
  courses: { type: Number, required: true },
  goals: { type: [String], default: [] },
});
schema.index({ institutionId: 1 }, { unique: true });

export const SkillReportModel = model('SkillReport', schema, 'skillReports');

import { model, Schema, type Types } from 'mongoose';

/** How complete an institution's catalogue is. Courses that the LMS no longer has do not count. */
export interface CatalogueCounts {
  courses: number;
  described: number;
  languageStated: number;
  languageDetected: number;
  categorised: number;
  /** Courses that a learner takes or has taken. */
  enrolled: number;
  /** Courses with sections. */
  groups: number;
  /** Sections of these courses. */
  sections: number;
  prerequisitesStated: number;
  prerequisitesFound: number;
}

/** What the last derivation of a catalogue found about the whole. Its results for single courses are in `Course.findings`. */
export interface CatalogueReport {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** Version of the derivation's rules. With newer rules every course is derived again. */
  rules: number;
  at: Date;
  counts: CatalogueCounts;
  /** Why the latest attempt failed; absent where it did not. */
  failure?: { at: Date; error: string };
}

const count = { type: Number, default: 0 };

const schema = new Schema<CatalogueReport>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  rules: { type: Number, required: true },
  at: { type: Date, required: true },
  counts: {
    ...{
      courses: count,
      described: count,
      languageStated: count,
      languageDetected: count,
      categorised: count,
      enrolled: count,
    },
    ...{ groups: count, sections: count, prerequisitesStated: count, prerequisitesFound: count },
  },
  failure: { type: new Schema({ at: Date, error: String }, { _id: false }) },
});
schema.index({ institutionId: 1 }, { unique: true });

export const CatalogueReportModel = model('CatalogueReport', schema, 'catalogueReports');

import { model, Schema, type Types } from 'mongoose';

/** What one source says that a person studies. */
export interface StudyFromSource {
  programme?: string;
  year?: number;
  /** When it last named the person. */
  seenAt: Date;
}

/** What a learner studies, as the institution's systems say. Natural key: institutionId + learner. */
export interface StoredStudy {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Learner.key`. */
  learner: string;
  /** Name of the programme. */
  programme?: string;
  /** Year of study, 1 = the first. */
  year?: number;
  /** What each source says, by its name; the fields above are merged from them (src/sync/documents/merge.ts). */
  bySource?: Record<string, StudyFromSource>;
  /** Grows with each change of what a source says. */
  revision?: number;
  /** The source that counts first. */
  source: string;
  /** When a source last named the person with what they study. */
  seenAt: Date;
}

const schema = new Schema<StoredStudy>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  programme: String,
  year: Number,
  bySource: Schema.Types.Mixed,
  revision: Number,
  source: { type: String, required: true },
  seenAt: { type: Date, required: true },
});
schema.index({ institutionId: 1, learner: 1 }, { unique: true });

export const StudyModel = model('Study', schema, 'studies');

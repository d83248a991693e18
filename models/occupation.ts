import { model, Schema, type Types } from 'mongoose';
import { type Scheme, schemes } from './concept-name.ts';

/** What an occupation of a taxonomy needs. Its names are in `ConceptName`. */
export interface Occupation {
  _id: Types.ObjectId;
  scheme: Scheme;
  /** As `ConceptName.concept`. */
  concept: string;
  /** Concepts of skills, the most important first. */
  essential: string[];
  optional: string[];
  /** The import that has written it last. */
  run: Types.ObjectId;
}

const schema = new Schema<Occupation>({
  scheme: { type: String, enum: schemes, required: true },
  concept: { type: String, required: true },
  essential: { type: [String], default: [] },
  optional: { type: [String], default: [] },
  run: { type: Schema.Types.ObjectId, required: true },
});
schema.index({ concept: 1 }, { unique: true });
schema.index({ scheme: 1, run: 1 });

export const OccupationModel = model('Occupation', schema, 'occupations');

import { model, Schema, type Types } from 'mongoose';
import { type Scheme, schemes } from './concept-name.ts';

/** A taxonomy that is stored whole. One that is being imported for the first time has no such document yet. */
export interface Taxonomy {
  _id: Types.ObjectId;
  scheme: Scheme;
  /** Hash of all that was imported last: the same files change nothing. */
  content: string;
  importedAt: Date;
  /** ISO 639 codes, sorted. */
  languages: string[];
  occupations: number;
  skills: number;
}

const schema = new Schema<Taxonomy>({
  scheme: { type: String, enum: schemes, required: true },
  content: { type: String, required: true },
  importedAt: { type: Date, required: true },
  languages: { type: [String], default: [] },
  occupations: { type: Number, required: true },
  skills: { type: Number, required: true },
});
schema.index({ scheme: 1 }, { unique: true });

export const TaxonomyModel = model('Taxonomy', schema, 'taxonomies');

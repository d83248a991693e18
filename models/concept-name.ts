import { model, Schema, type Types } from 'mongoose';

/** Taxonomies of occupations and skills, the one that counts first in front: what an institution brought, then our own. */
export const schemes = ['esco', 'onet', 'own'] as const;
export type Scheme = (typeof schemes)[number];

/** What a taxonomy names. */
export type ConceptKind = 'occupation' | 'skill';

/**
 * What an occupation or a skill of a taxonomy is called in one language. Taxonomies are public and the same for all institutions.
 * Natural key: kind + concept + language.
 */
export interface ConceptName {
  _id: Types.ObjectId;
  scheme: Scheme;
  kind: ConceptKind;
  /** The concept's id with its scheme before it, such as `esco:skill/…` (src/taxonomy/concept-id.ts). */
  concept: string;
  /** ISO 639 code. */
  language: string;
  /** As the taxonomy writes it. */
  label: string;
  /** Other names of the same; some of them it may share with other concepts. */
  others: string[];
  /** `label` and then `others` as names are compared (src/taxonomy/fold-name.ts). */
  names: string[];
  /** Of occupations: the beginnings by which one is found, each once. */
  words?: string[];
  /** The import that has written it last. */
  run: Types.ObjectId;
}

const schema = new Schema<ConceptName>({
  scheme: { type: String, enum: schemes, required: true },
  kind: { type: String, enum: ['occupation', 'skill'], required: true },
  concept: { type: String, required: true },
  language: { type: String, required: true },
  label: { type: String, required: true },
  others: { type: [String], default: [] },
  names: { type: [String], default: [] },
  words: { type: [String], default: undefined },
  run: { type: Schema.Types.ObjectId, required: true },
});
schema.index({ kind: 1, concept: 1, language: 1 }, { unique: true });
schema.index({ kind: 1, names: 1 });
schema.index({ kind: 1, words: 1 }, { partialFilterExpression: { words: { $exists: true } } });
schema.index({ scheme: 1, run: 1 });

export const ConceptNameModel = model('ConceptName', schema, 'conceptNames');

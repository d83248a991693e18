import { model, Schema, type Types } from 'mongoose';
import type { Institution } from './institution.ts';
import { learnerKeyOf } from './learner.ts';

/**
 * Two ids of one learner or one course: the id of a source that has ids of its own, and the LMS's id.
 * Natural key: institutionId + of + from + to (docs/decisions/0010-aliases.md).
 */
export interface Alias {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  of: 'learner' | 'course';
  /** Whose id it is: `one-roster`, … */
  source: string;
  /** The key that records of the source are stored under until an alias is known (`ownLearnerKey`, `ownCourseKey`). */
  from: string;
  /** `Learner.key` or `Course.key`. */
  to: string;
  learntAt: Date;
  /** When what was stored under `from` was moved to `to`; absent while two `to` contradict each other. */
  joinedAt?: Date;
}

export type NewAlias = Pick<Alias, 'of' | 'source' | 'from' | 'to'>;

const schema = new Schema<Alias>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  of: { type: String, enum: ['learner', 'course'], required: true },
  source: { type: String, required: true },
  from: { type: String, required: true },
  to: { type: String, required: true },
  learntAt: { type: Date, required: true },
  joinedAt: Date,
});
schema.index({ institutionId: 1, of: 1, from: 1, to: 1 }, { unique: true });
schema.index({ institutionId: 1, of: 1, to: 1 });
schema.index({ institutionId: 1, source: 1, learntAt: 1 });

export const AliasModel = model('Alias', schema, 'aliases');

/** The pseudonym of a person whom a source knows by an id of its own. */
export function ownLearnerKey(
  institution: Pick<Institution, 'learnerKey'>,
  source: string,
  id: string,
): string {
  // No `sub` of a launch has a control character.
  return learnerKeyOf(institution, `${source}\u0000${id}`);
}

/** `one-roster:4711` */
export function ownCourseKey(source: string, id: string): string {
  return `${source}:${id}`;
}

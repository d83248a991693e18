import { model, Schema, type Types } from 'mongoose';

/** A course that teaches a skill. */
export interface SkillLink {
  /** `Course.key` */
  course: string;
  /** `stated`: a source says it. `text`: the course's title and description do (src/skills/link-skills.ts). */
  by: 'stated' | 'text';
}

/** Which courses of an institution teach one skill of a taxonomy. A skill that none teaches has no such document. */
export interface SkillLinks {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** As `ConceptName.concept`. */
  skill: string;
  /** Stated ones first, then the best match first; at most some dozens. */
  courses: SkillLink[];
  /** The linking that has written it last. */
  run: Types.ObjectId;
}

const schema = new Schema<SkillLinks>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  skill: { type: String, required: true },
  courses: {
    type: [{ course: String, by: { type: String, enum: ['stated', 'text'] }, _id: false }],
    default: [],
  },
  run: { type: Schema.Types.ObjectId, required: true },
});
schema.index({ institutionId: 1, skill: 1 }, { unique: true });

export const SkillLinksModel = model('SkillLinks', schema, 'skillLinks');

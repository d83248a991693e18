import { model, Schema, type Types } from 'mongoose';

/** A way into the tool that was used at an institution, and since when. It says nothing about people. */
export interface SeenLaunch {
  institutionId: Types.ObjectId;
  /** Such as `course_navigation` (Canvas's placements), `course`, `site`, `deep-linking`, `deep-linking-answered`. */
  kind: string;
  firstAt: Date;
}

const schema = new Schema<SeenLaunch>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  kind: { type: String, required: true },
  firstAt: { type: Date, required: true },
});
schema.index({ institutionId: 1, kind: 1 }, { unique: true });

export const SeenLaunchModel = model('SeenLaunch', schema, 'seenLaunches');

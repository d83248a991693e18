import { model, Schema, type Types } from 'mongoose';

/**
 * What a system may do with its secret: send what people did, read what one learner is suggested, read how the institution is doing.
 * None gives anything of another.
 */
export const apiRights = ['events', 'recommendations', 'administration'] as const;
export type ApiRight = (typeof apiRights)[number];

/** The secret with which a system of an institution uses the API. `_id` is the SHA-256 of the secret, which is not stored. */
export interface ApiCredential {
  _id: string;
  institutionId: Types.ObjectId;
  /** The system's name, as the administrator calls it; unique at an institution, and the user name of Basic. */
  name: string;
  /**
   * Addresses of the systems whose ids of people it sends, where the administrator named them; otherwise they are found out
   * (src/api/find-homes.ts).
   */
  homes?: string[];
  /** Absent where it was issued before there were several: `events` alone. */
  rights?: ApiRight[];
  createdAt: Date;
  /** To the minute. */
  usedAt?: Date;
}

const schema = new Schema<ApiCredential>({
  _id: String,
  institutionId: { type: Schema.Types.ObjectId, required: true },
  name: { type: String, required: true },
  homes: { type: [String], default: undefined },
  rights: { type: [String], enum: apiRights, default: undefined },
  createdAt: { type: Date, required: true },
  usedAt: Date,
});
schema.index({ institutionId: 1, name: 1 }, { unique: true });

export const ApiCredentialModel = model('ApiCredential', schema, 'apiCredentials');

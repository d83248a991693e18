import { model, Schema, type Types } from 'mongoose';

/** The secret with which a system of an institution sends events. `_id` is the SHA-256 of the secret, which is not stored. */
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
  createdAt: Date;
  /** To the minute. */
  usedAt?: Date;
}

const schema = new Schema<ApiCredential>({
  _id: String,
  institutionId: { type: Schema.Types.ObjectId, required: true },
  name: { type: String, required: true },
  homes: { type: [String], default: undefined },
  createdAt: { type: Date, required: true },
  usedAt: Date,
});
schema.index({ institutionId: 1, name: 1 }, { unique: true });

export const ApiCredentialModel = model('ApiCredential', schema, 'apiCredentials');

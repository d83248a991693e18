import { model, Schema, type Types } from 'mongoose';

/** A platform's access token for its roster service. `_id` is the registration's. */
export interface ServiceToken {
  _id: Types.ObjectId;
  /** Encrypted with AES-256-GCM under a key derived from SECRET_KEY. */
  token: string;
  /** From then on it is not used; a little before it ends at the platform. */
  endsAt: Date;
}

const schema = new Schema<ServiceToken>({
  _id: Schema.Types.ObjectId,
  token: { type: String, required: true },
  endsAt: { type: Date, required: true },
});
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

export const ServiceTokenModel = model('ServiceToken', schema, 'serviceTokens');

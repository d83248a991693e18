import { model, Schema } from 'mongoose';

/** A signing key of this tool; its public half is in the key set that platforms fetch. `_id` is the `kid`. */
export interface LtiKey {
  _id: string;
  /** SPKI, PEM. */
  publicKey: string;
  /** PKCS #8, PEM, encrypted with AES-256-GCM under a key derived from SECRET_KEY. */
  privateKey: string;
  createdAt: Date;
}

const schema = new Schema<LtiKey>({
  _id: String,
  publicKey: { type: String, required: true },
  privateKey: { type: String, required: true },
  createdAt: { type: Date, required: true },
});

export const LtiKeyModel = model('LtiKey', schema, 'ltiKeys');

import { model, Schema } from 'mongoose';

/** A signing key of this tool; its public half is in the key set that platforms fetch. `_id` is the `kid`. */
export interface LtiKey {
  _id: string;
  /** From 1, each once, so that only one of several processes succeeds in making the next key. */
  generation: number;
  /** SPKI, PEM. */
  publicKey: string;
  /** PKCS #8, PEM, encrypted with AES-256-GCM under a key derived from SECRET_KEY. */
  privateKey: string;
  createdAt: Date;
  /** It is published before, so that every platform has it by then. */
  signsAt: Date;
}

const schema = new Schema<LtiKey>({
  _id: String,
  generation: { type: Number, required: true },
  publicKey: { type: String, required: true },
  privateKey: { type: String, required: true },
  createdAt: { type: Date, required: true },
  signsAt: { type: Date, required: true },
});
schema.index({ generation: 1 }, { unique: true, partialFilterExpression: { generation: { $exists: true } } });

export const LtiKeyModel = model('LtiKey', schema, 'ltiKeys');

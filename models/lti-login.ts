import { model, Schema } from 'mongoose';

/**
 * An OIDC login that this tool has begun and that one launch may complete (1EdTech Security Framework §5.1.1).
 * `_id` is the SHA-256 of `state`, so that a read of the database completes no login.
 */
export interface LtiLogin {
  _id: string;
  /** Issued by this tool. The unique index makes sure that none is issued twice. */
  nonce: string;
  /** SHA-256 of the browser's cookie. */
  browser: string;
  issuer: string;
  clientId: string;
  targetLinkUri: string;
  /** The deployment that the login named; not every platform names one. */
  deploymentId?: string;
  /** SHA-256 of what the platform's storage keeps for a browser that keeps no cookie; absent where the cookie came. */
  proof?: string;
  /** `lti_storage_target`, where the login had one. */
  storageTarget?: string;
  /** Set by the one launch that used it. */
  usedAt?: Date;
  expiresAt: Date;
}

const schema = new Schema<LtiLogin>({
  _id: String,
  nonce: { type: String, required: true, unique: true },
  browser: { type: String, required: true },
  issuer: { type: String, required: true },
  clientId: { type: String, required: true },
  targetLinkUri: { type: String, required: true },
  deploymentId: String,
  proof: String,
  storageTarget: String,
  usedAt: Date,
  expiresAt: { type: Date, required: true },
});
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const LtiLoginModel = model('LtiLogin', schema, 'ltiLogins');

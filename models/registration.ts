import { model, Schema, type Types } from 'mongoose';

/**
 * An LMS's registration of this tool: one client at one issuer (LTI 1.3 security framework §3).
 * One registration can carry several deployments; each deployment is an institution of its own.
 */
export interface Registration {
  _id: Types.ObjectId;
  issuer: string;
  clientId: string;
  /** What the administrator calls the LMS. */
  name: string;
  authorizationUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  /** `aud` of token requests, where the platform asks for something other than its token URL. */
  tokenAudience?: string;
  createdAt: Date;
}

const schema = new Schema<Registration>(
  {
    issuer: { type: String, required: true },
    clientId: { type: String, required: true },
    name: { type: String, required: true },
    authorizationUrl: { type: String, required: true },
    tokenUrl: { type: String, required: true },
    jwksUrl: { type: String, required: true },
    tokenAudience: String,
  },
  { timestamps: { createdAt: true, updatedAt: false } },
);
schema.index({ issuer: 1, clientId: 1 }, { unique: true });

export const RegistrationModel = model('Registration', schema, 'registrations');

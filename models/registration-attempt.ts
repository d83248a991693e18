import { model, Schema } from 'mongoose';

/**
 * A dynamic registration that is in progress, or was done with a permission that serves once. `_id` is the SHA-256 of what
 * the platform sent, so that only one of two equal requests registers.
 */
export interface RegistrationAttempt {
  _id: string;
  expiresAt: Date;
}

const schema = new Schema<RegistrationAttempt>({
  _id: String,
  expiresAt: { type: Date, required: true },
});
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const RegistrationAttemptModel = model('RegistrationAttempt', schema, 'registrationAttempts');

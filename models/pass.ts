import { model, Schema } from 'mongoose';

/**
 * A secret that permits one thing until it expires: signing in as administrator (once), being signed in,
 * registering an approved LMS (once), bringing back what an LMS answers to a request for access (once), or fetching one file
 * as the visitor who asked for it (once). `_id` is its SHA-256, so that reading the database permits nothing.
 */
export interface Pass {
  _id: string;
  permits: 'sign-in' | 'administration' | 'registration' | 'authorization' | 'file';
  /** `Session._id` of the visit that the file is fetched in. */
  session?: string;
  expiresAt: Date;
}

const schema = new Schema<Pass>({
  _id: String,
  permits: {
    type: String,
    enum: ['sign-in', 'administration', 'registration', 'authorization', 'file'],
    required: true,
  },
  session: String,
  expiresAt: { type: Date, required: true },
});
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const PassModel = model('Pass', schema, 'passes');

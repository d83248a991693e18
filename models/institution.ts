import { model, Schema, type Types } from 'mongoose';

/**
 * A tenant: one deployment of one registration (issuer + client_id + deployment_id).
 * Its `_id` is the `tenant` of every other document.
 */
export interface Institution {
  _id: Types.ObjectId;
  registration: Types.ObjectId;
  deploymentId: string;
  name: string;
  /** HMAC-SHA-256 key that turns this institution's `sub` values into learner keys; hex. */
  learnerKey: string;
  /** The trained model that serves. One field of one document, so that a swap is atomic. */
  liveModel?: Types.ObjectId;
  createdAt: Date;
}

const schema = new Schema<Institution>(
  {
    registration: { type: Schema.Types.ObjectId, required: true, ref: 'Registration' },
    deploymentId: { type: String, required: true },
    name: { type: String, required: true },
    learnerKey: { type: String, required: true },
    liveModel: { type: Schema.Types.ObjectId, ref: 'TrainedModel' },
  },
  { timestamps: { createdAt: true, updatedAt: false } },
);
schema.index({ registration: 1, deploymentId: 1 }, { unique: true });

export const InstitutionModel = model('Institution', schema, 'institutions');

import { model, Schema, type Types } from 'mongoose';

/**
 * A trained recommender. `candidate` while its weights are being written, `live` when it serves,
 * `rejected` when it did not beat popularity, `retired` when a newer one replaced it.
 */
export interface TrainedModel {
  _id: Types.ObjectId;
  tenant: Types.ObjectId;
  state: 'candidate' | 'live' | 'rejected' | 'retired';
  hyperparameters: Record<string, unknown>;
  /** SHA-256 over the interactions and course texts it was trained on. */
  dataFingerprint: string;
  metrics: Record<string, number>;
  /** GridFS id of the weights, in the bucket `models`. */
  weights?: Types.ObjectId;
  createdAt: Date;
}

const schema = new Schema<TrainedModel>(
  {
    tenant: { type: Schema.Types.ObjectId, required: true },
    state: { type: String, enum: ['candidate', 'live', 'rejected', 'retired'], required: true },
    hyperparameters: { type: Schema.Types.Mixed, required: true },
    dataFingerprint: { type: String, required: true },
    metrics: { type: Schema.Types.Mixed, default: {} },
    weights: Schema.Types.ObjectId,
  },
  { timestamps: { createdAt: true, updatedAt: false } },
);
// At most one live model for a tenant, by the database's own word.
schema.index({ tenant: 1 }, { unique: true, partialFilterExpression: { state: 'live' }, name: 'one_live' });
schema.index({ tenant: 1, createdAt: -1 });

export const TrainedModelModel = model('TrainedModel', schema, 'trainedModels');

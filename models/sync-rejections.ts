import { model, Schema, type Types } from 'mongoose';
import { runRetentionSeconds } from './sync-run.ts';

/** A row that could not be stored. */
export interface RejectedRow {
  /** Where in the source it stands: "line 12". */
  origin?: string;
  reason: string;
  /** What in the row it is about. */
  detail?: string;
}

/** Up to a thousand rows that a run left out. Natural key: institutionId + run + from. */
export interface SyncRejections {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `SyncRun._id`. */
  run: Types.ObjectId;
  /** How many rows of the run lie in the documents before. */
  from: number;
  rows: RejectedRow[];
  createdAt: Date;
}

const schema = new Schema<SyncRejections>(
  {
    institutionId: { type: Schema.Types.ObjectId, required: true },
    run: { type: Schema.Types.ObjectId, required: true },
    from: { type: Number, required: true },
    rows: [{ origin: String, reason: String, detail: String, _id: false }],
  },
  { timestamps: { createdAt: true, updatedAt: false } },
);
schema.index({ institutionId: 1, run: 1, from: 1 }, { unique: true });
schema.index({ createdAt: 1 }, { expireAfterSeconds: runRetentionSeconds });

export const SyncRejectionsModel = model('SyncRejections', schema, 'syncRejections');

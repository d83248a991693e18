import { model, Schema, type Types } from 'mongoose';
import { runRetentionSeconds } from './sync-run.ts';

/** A row that could not be stored. */
export interface RejectedRow {
  /** The row's place in the source: "line 12". */
  origin?: string;
  reason: string;
  /** The part of the row that is wrong. */
  detail?: string;
}

/** Up to a thousand rows that a run rejected. Natural key: institutionId + run + from. */
export interface SyncRejections {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `SyncRun._id`. */
  run: Types.ObjectId;
  /** How many rows of the run are in earlier documents. */
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

import { model, Schema, type Types } from 'mongoose';

/** One pull from one source, kept so that an administrator can see how fresh the data is. */
export interface SyncRun {
  _id: Types.ObjectId;
  tenant: Types.ObjectId;
  source: string;
  state: 'running' | 'done' | 'failed';
  startedAt: Date;
  finishedAt?: Date;
  counts: {
    courses: number;
    enrolments: number;
    events: number;
    rejected: number;
    changed: number;
    removed: number;
  };
  /** What went wrong and what to do, in words. */
  error?: string;
}

const schema = new Schema<SyncRun>({
  tenant: { type: Schema.Types.ObjectId, required: true },
  source: { type: String, required: true },
  state: { type: String, enum: ['running', 'done', 'failed'], required: true },
  startedAt: { type: Date, required: true },
  finishedAt: Date,
  counts: {
    courses: { type: Number, default: 0 },
    enrolments: { type: Number, default: 0 },
    events: { type: Number, default: 0 },
    rejected: { type: Number, default: 0 },
    changed: { type: Number, default: 0 },
    removed: { type: Number, default: 0 },
  },
  error: String,
});
schema.index({ tenant: 1, source: 1, startedAt: -1 });

export const SyncRunModel = model('SyncRun', schema, 'syncRuns');

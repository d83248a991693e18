import { model, Schema, type Types } from 'mongoose';

export const runRetentionSeconds = 90 * 86_400;

export interface SyncCounts {
  courses: number;
  enrolments: number;
  events: number;
  rejected: number;
  /** Documents that are new or different now, removed ones among them. */
  changed: number;
  /** Documents that the source no longer has. */
  removed: number;
}

/** One pull from one source, kept so that an administrator can see how fresh the data is. */
export interface SyncRun {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** The source's name, with the part where it is a part of a source: `moodle`, `names-and-roles:4711`. */
  source: string;
  state: 'running' | 'done' | 'failed';
  /** Everything, or what has changed since the run before. */
  wanted: 'everything' | 'changes';
  startedAt: Date;
  finishedAt?: Date;
  /** The time that goes into everything the run sees. A run that continues another one has the other's. */
  seenAt: Date;
  /** Since when changes are pulled; absent for everything. */
  since?: Date;
  /** So far, including those of the run that it continues. */
  counts: SyncCounts;
  progress?: SyncProgress;
  /** Everything before it is written. */
  checkpoint?: { cursor: string; counts: SyncCounts };
  /** The checkpoint that it continued from. */
  resumedFrom?: string;
  /** SHA-256 of `Source.fingerprint`. */
  fingerprint?: string;
  /** What went wrong and what to do, in words. */
  error?: string;
  /** The other side asks not to be asked before this time. */
  retryAt?: Date;
  /** When an administrator asked it to end. */
  stopRequestedAt?: Date;
  /** Why rows were rejected, the most frequent reason first. The rows themselves are in `SyncRejections`. */
  rejections?: { reason: string; count: number }[];
}

/** How far a run is; stored every second. */
export interface SyncProgress {
  /** Of `total`, in the source's own unit. */
  done: number;
  total?: number;
  rowsPerSecond: number;
  secondsLeft?: number;
  at: Date;
}

const count = { type: Number, default: 0 };
const counts = {
  ...{ courses: count, enrolments: count, events: count, rejected: count, changed: count, removed: count },
};

const schema = new Schema<SyncRun>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  source: { type: String, required: true },
  state: { type: String, enum: ['running', 'done', 'failed'], required: true },
  wanted: { type: String, enum: ['everything', 'changes'], default: 'everything' },
  startedAt: { type: Date, required: true },
  finishedAt: Date,
  seenAt: {
    type: Date,
    default(this: SyncRun) {
      return this.startedAt;
    },
  },
  since: Date,
  counts,
  progress: {
    type: { done: Number, total: Number, rowsPerSecond: Number, secondsLeft: Number, at: Date },
    _id: false,
  },
  checkpoint: { type: { cursor: String, counts }, _id: false },
  resumedFrom: String,
  fingerprint: String,
  error: String,
  retryAt: Date,
  stopRequestedAt: Date,
  rejections: { type: [{ reason: String, count: Number, _id: false }], default: undefined },
});
schema.index({ institutionId: 1, source: 1, startedAt: -1 });
// Each course's roster has runs of its own, so there are thousands. Running ones are looked for every half a minute.
schema.index({ institutionId: 1, state: 1 }, { partialFilterExpression: { state: 'running' } });
schema.index({ finishedAt: 1 }, { expireAfterSeconds: runRetentionSeconds });

export const SyncRunModel = model('SyncRun', schema, 'syncRuns');

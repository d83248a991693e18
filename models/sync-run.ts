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
  /** The source's name, and of a part of it the part: `moodle`, `names-and-roles:4711`. */
  source: string;
  state: 'running' | 'done' | 'failed';
  /** Everything there is, or what has changed since the run before. */
  wanted: 'everything' | 'changes';
  startedAt: Date;
  finishedAt?: Date;
  /** Goes into what is seen. A run that goes on where another stopped has the other's. */
  seenAt: Date;
  /** Of a pull of changes: since when. */
  since?: Date;
  /** So far; with those of the run that it resumes. */
  counts: SyncCounts;
  progress?: SyncProgress;
  /** Everything before it is written. */
  checkpoint?: { cursor: string; counts: SyncCounts };
  /** The checkpoint that it went on from. */
  resumedFrom?: string;
  /** SHA-256 of `Source.fingerprint`. */
  fingerprint?: string;
  /** What went wrong and what to do, in words. */
  error?: string;
  /** The other side asks not to be asked before. */
  retryAt?: Date;
  /** An administrator wants it to end, in whatever process it runs. */
  stopRequestedAt?: Date;
  /** Why rows were left out, the most frequent reason first; the first rows are `SyncRejection`s. */
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
// One course's roster is a source: there are thousands, and what runs is looked for every half a minute.
schema.index({ institutionId: 1, state: 1 }, { partialFilterExpression: { state: 'running' } });
schema.index({ finishedAt: 1 }, { expireAfterSeconds: runRetentionSeconds });

export const SyncRunModel = model('SyncRun', schema, 'syncRuns');

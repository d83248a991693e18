import { model, Schema, type Types } from 'mongoose';
import type { Message } from '../src/messages/message.ts';

export const runRetentionSeconds = 90 * 86_400;

export interface SyncCounts {
  /** Rows, or records of a service, that were read, rejected ones among them. One row may hold an enrolment and a study. */
  rows: number;
  courses: number;
  enrolments: number;
  events: number;
  /** People of whom it was said what they study. */
  studies: number;
  rejected: number;
  /** Documents that are new or different now, removed ones among them. */
  changed: number;
  /** Documents that the source no longer has. */
  removed: number;
}

/** Removals of a run that were not believed (src/sync/apply/removal-guard.ts). */
export interface HeldBack {
  /** Documents that would have been removed, of so many that the source had in these scopes. */
  removals: number;
  of: number;
  /** How many scopes these are. `scopes` has the catalogue, if it is one of them, and the largest others. */
  scopeCount: number;
  scopes: HeldScope[];
}

export interface HeldScope {
  kind: 'courses' | 'enrolments';
  /** `Course.key`. Absent: the catalogue, or the enrolments of all courses that the run has looked at. */
  course?: string;
  removals: number;
  of: number;
}

/** What a run knows of a scope: it was read whole, or something in it was rejected. */
export interface ScopeMark {
  kind: 'courses' | 'enrolments';
  /** `Course.key`. Absent: the catalogue, or everybody. */
  course?: string;
  isUnsure?: true;
}

/** Why rows were rejected, and how many. */
export interface CountedReason {
  /** In English. */
  reason: string;
  /** The same for a reader of any language, where an error says it. */
  sentences?: readonly Message[];
  count: number;
}

export const countedReasons = {
  type: [
    {
      reason: String,
      sentences: { type: [Schema.Types.Mixed], default: undefined },
      count: Number,
      _id: false,
    },
  ],
  default: undefined,
} as const;

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
  /** What went wrong and what to do, in English. */
  error?: string;
  /** The same for a reader of any language, where it is said by messages. */
  sentences?: readonly Message[];
  /** `SourceError.code`, where it is one: `token-refused`, … */
  errorCode?: string;
  /** The other side asks not to be asked before this time. */
  retryAt?: Date;
  /** When an administrator asked it to end. */
  stopRequestedAt?: Date;
  /** Why rows were rejected, the most frequent reason first. The rows themselves are in `SyncRejections`. */
  rejections?: CountedReason[];
  /** In which encoding each file was read: its name, and what pages call the encoding. */
  encodings?: { file: string; encoding: string }[];
  heldBack?: HeldBack;
  /** What was held back waits for an administrator, until a newer run has looked at these scopes. */
  isRemovalWaiting?: true;
  /** Keys of the courses whose enrolments wait. Only read where it is asked for, because there may be thousands. */
  heldCourses?: string[];
  /** When an administrator let them through. */
  releasedAt?: Date;
  /** For the run that continues this one. Only read where it is asked for. */
  scopeMarks?: ScopeMark[];
  /** `PullOptions.unread`, for the next run. */
  unread?: string[];
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
/** Of `SyncCounts`. */
export const countsType = {
  ...{
    rows: count,
    courses: count,
    enrolments: count,
    events: count,
    studies: count,
    rejected: count,
    changed: count,
    removed: count,
  },
};

export const heldBackType = {
  type: {
    ...{ removals: Number, of: Number, scopeCount: Number },
    scopes: [{ kind: String, course: String, removals: Number, of: Number, _id: false }],
  },
  _id: false,
} as const;

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
  counts: countsType,
  progress: {
    type: { done: Number, total: Number, rowsPerSecond: Number, secondsLeft: Number, at: Date },
    _id: false,
  },
  checkpoint: { type: { cursor: String, counts: countsType }, _id: false },
  resumedFrom: String,
  fingerprint: String,
  error: String,
  sentences: { type: [Schema.Types.Mixed], default: undefined },
  errorCode: String,
  retryAt: Date,
  stopRequestedAt: Date,
  rejections: countedReasons,
  encodings: { type: [{ file: String, encoding: String, _id: false }], default: undefined },
  heldBack: heldBackType,
  isRemovalWaiting: Boolean,
  heldCourses: { type: [String], default: undefined, select: false },
  releasedAt: Date,
  scopeMarks: {
    type: [{ kind: String, course: String, isUnsure: Boolean, _id: false }],
    ...{ default: undefined, select: false },
  },
  unread: { type: [String], default: undefined },
});
schema.index({ institutionId: 1, source: 1, startedAt: -1 });
// Each course's roster has runs of its own, so there are thousands. Running ones are looked for every half a minute.
schema.index({ institutionId: 1, state: 1 }, { partialFilterExpression: { state: 'running' } });
// The data page looks for what waits among all of them.
schema.index(
  { institutionId: 1, isRemovalWaiting: 1 },
  { partialFilterExpression: { isRemovalWaiting: true } },
);
schema.index({ finishedAt: 1 }, { expireAfterSeconds: runRetentionSeconds });

export const SyncRunModel = model('SyncRun', schema, 'syncRuns');

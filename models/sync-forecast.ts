import { model, Schema, type Types } from 'mongoose';
import type { Message } from '../src/messages/message.ts';
import {
  type CountedReason,
  countedReasons,
  countsType,
  type HeldBack,
  heldBackType,
  type SyncCounts,
  type SyncProgress,
} from './sync-run.ts';

const retentionSeconds = 86_400;

/** What a run of everything would change, as a dry run has found. Natural key: institutionId + source. */
export interface SyncForecast {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Source.name`. */
  source: string;
  state: 'running' | 'done' | 'failed';
  startedAt: Date;
  finishedAt?: Date;
  progress?: SyncProgress;
  counts?: SyncCounts;
  /** What would be written, by kind, with the keys of the first few courses. */
  changes?: {
    change: 'new' | 'changed' | 'removed';
    of: 'course' | 'enrolment' | 'event' | 'study';
    count: number;
    examples: string[];
  }[];
  /** Rows that would be rejected. */
  rejections?: CountedReason[];
  /** Removals that would wait for an administrator. */
  heldBack?: HeldBack;
  /** What went wrong and what to do, in English. */
  error?: string;
  /** The same for a reader of any language, where it is said by messages. */
  sentences?: readonly Message[];
}

const schema = new Schema<SyncForecast>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  source: { type: String, required: true },
  state: { type: String, enum: ['running', 'done', 'failed'], required: true },
  startedAt: { type: Date, required: true },
  finishedAt: Date,
  progress: {
    type: { done: Number, total: Number, rowsPerSecond: Number, secondsLeft: Number, at: Date },
    _id: false,
  },
  counts: { type: countsType, _id: false },
  changes: {
    type: [{ change: String, of: String, count: Number, examples: [String], _id: false }],
    default: undefined,
  },
  rejections: countedReasons,
  heldBack: heldBackType,
  error: String,
  sentences: { type: [Schema.Types.Mixed], default: undefined },
});
schema.index({ institutionId: 1, source: 1 }, { unique: true });
schema.index({ finishedAt: 1 }, { expireAfterSeconds: retentionSeconds });

export const SyncForecastModel = model('SyncForecast', schema, 'syncForecasts');

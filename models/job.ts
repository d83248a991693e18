import { model, Schema, type Types } from 'mongoose';

const failedRetentionSeconds = 30 * 86_400;

/**
 * Something to be done in the background (src/jobs/), by whichever process takes it. It is deleted when it is done. It belongs to the
 * tool, which looks at those of all institutions at once; what it names of an institution is the institution's alone.
 */
export interface Job {
  /** What is to be done, so that it is there once: the kind, the institution and the source, as far as there are any. */
  _id: string;
  /** `JobKind.name` */
  kind: string;
  /** `Institution._id` */
  institution?: Types.ObjectId;
  /** `Source.name` */
  source?: string;
  /** What else the kind needs to know. It names nobody. */
  data?: Record<string, unknown>;
  /** Only processes that have this folder of uploaded files can do it. */
  place?: string;
  /** Of those that are due the least comes first (`priorities`). */
  priority: number;
  /** `failed`: given up after several attempts. */
  state: 'waiting' | 'running' | 'failed';
  /**
   * By the database's clock: from then on anybody may take it. Of one that runs it is when its process counts as dead; absent of one that
   * failed and is not tried again by itself.
   */
  nextAt?: Date;
  /** Of the process that does it: random, new each time it is taken; else empty. */
  holder: string;
  /** How often it was begun since it last succeeded or was asked for; less those that were stopped in order. */
  attempts: number;
  wantedAt: Date;
  /** Of the request that asked for it, the same as in the log lines of that request and of the job. */
  correlationId?: string;
  /** Why the last attempt failed. */
  error?: string;
  failedAt?: Date;
}

const schema = new Schema<Job>({
  _id: String,
  kind: { type: String, required: true },
  institution: Schema.Types.ObjectId,
  source: String,
  data: Schema.Types.Mixed,
  place: String,
  priority: { type: Number, required: true },
  state: { type: String, enum: ['waiting', 'running', 'failed'], required: true },
  nextAt: Date,
  holder: { type: String, default: '' },
  attempts: { type: Number, default: 0 },
  wantedAt: { type: Date, required: true },
  correlationId: String,
  error: String,
  failedAt: Date,
});
// By kind too: of those that a process has no room for, only the keys are read.
schema.index({ priority: 1, nextAt: 1, kind: 1 });
schema.index({ institution: 1 });
// One that goes on being tried has a new time each time it fails.
schema.index({ failedAt: 1 }, { expireAfterSeconds: failedRetentionSeconds });

export const JobModel = model('Job', schema, 'jobs');

import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import type { Institution } from '../../models/institution.ts';
import type { Job } from '../../models/job.ts';

/** Of the jobs that are due, the least comes first. Somebody waits for what was requested. */
export const priorities = {
  requested: 0,
  housekeeping: 1,
  sync: 2,
  /** What is worked out of a catalogue, after it was read. */
  catalogue: 3,
  /** After what it learns from. */
  training: 4,
  retention: 5,
} as const;

/** What a job's work is given. */
export interface JobContext {
  /** Aborted when the process stops, the job takes too long, or another process has taken over. */
  signal: AbortSignal;
  /** Its lines name the job and the request that asked for it. */
  log: Pick<Logger, 'info' | 'warn'>;
}

/** A job that the clock begins. */
export interface PlannedJob extends Pick<Job, 'institution' | 'source' | 'data'> {
  /** Since when it is due: who waits longest comes first. */
  at: Date;
  /** Somebody has asked for it. */
  isRequested?: boolean;
}

/** One kind of background work. `src/jobs/kinds/` has them. */
export interface JobKind {
  readonly name: string;
  /** Of those that the clock begins. */
  readonly priority: number;
  /** How many a process does at one moment. */
  readonly atOnce: number;
  /** So many more that were requested, so that nobody waits for the work of the clock. */
  readonly atOnceForRequests?: number;
  /** Attempts after which it counts as failed. */
  readonly attempts: number;
  /** What takes longer is ended. */
  readonly longestMilliseconds: number;
  /**
   * How long one that has failed is left alone before it is tried again by itself; absent: it is not. The pauses between the attempts
   * before are no longer than this.
   */
  readonly pauseMilliseconds?: number;
  /** A job that is always there: it is done again so long after it was done. */
  readonly everyMilliseconds?: number;
  /** Of such a job: so long after the first start of all. */
  readonly firstAfterMilliseconds?: number;
  /**
   * Does the job, or what is left of it: it may have been begun before, by a process that died. Whatever it does may be done twice.
   * @throws what went wrong: it is tried again later, unless it is a `HopelessError`; a `PostponedError` is no failure
   */
  run(job: Job, context: JobContext): Promise<void>;
  /** What is due at an institution that is approved. */
  plan?(institution: Institution, now: Date): Promise<PlannedJob[]>;
  /** When to try again what has failed; without it a while that doubles each time. */
  again?(job: Job): Promise<Date | undefined>;
  /** Keeps for people why it is not tried any more for now. */
  givenUp?(job: Job, error: Error): Promise<void>;
}

/** It cannot be done now, for no fault of its own, such as another run of the source. */
export class PostponedError extends Error {
  readonly milliseconds: number;

  constructor(why: string, milliseconds: number) {
    super(why);
    this.name = 'PostponedError';
    this.milliseconds = milliseconds;
  }
}

/** It would fail each time. */
export class HopelessError extends Error {}

/** What a job is called. */
export function jobId(kind: string, institution?: Types.ObjectId, source?: string): string {
  return [kind, institution?.toHexString(), source].filter((part) => part !== undefined).join(' ');
}

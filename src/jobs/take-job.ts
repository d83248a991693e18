import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import { type Job, JobModel } from '../../models/job.ts';
import { HeldLease, renewal } from '../leases/held-lease.ts';
import { priorities } from './job-kind.ts';

/** What a process can do at the moment. */
export interface Room {
  /** Kinds of which it can do one more. */
  kinds: readonly string[];
  /** Kinds of which it can do one more that was requested. */
  requested: readonly string[];
  /** Its folder of uploaded files. */
  place: string | undefined;
  /** Leaves what has not been due for so long to others. */
  afterMilliseconds: number;
}

/** A job that this process has, until it ends it. */
export interface TakenJob {
  job: Job;
  /** The process that had it before has died. */
  isLeftByDead: boolean;
  lease: HeldLease;
}

/**
 * Takes the job whose turn it is, with one conditional write, so that of several processes one gets it. One whose process has died is
 * taken as any other once its time is over; the database's clock decides.
 * @returns undefined where nothing is due
 */
export async function takeJob({
  kinds,
  requested,
  place,
  afterMilliseconds,
}: Room): Promise<TakenJob | undefined> {
  const holder = randomUUID();
  const takenAt = performance.now();
  const before = await documents().findOneAndUpdate(
    {
      $or: [{ kind: { $in: [...kinds] } }, { kind: { $in: [...requested] }, priority: priorities.requested }],
      place: { $in: place === undefined ? [null] : [null, place] } as never,
      // Each priority is one range of the index then, of which only what is due is read. Those without a time are in none.
      priority: { $in: Object.values(priorities) },
      nextAt: { $gte: new Date(0) },
      $expr: { $lt: ['$nextAt', { $subtract: ['$$NOW', afterMilliseconds] }] },
    },
    [{ $set: { state: 'running', holder, ...renewal('nextAt'), attempts: { $add: ['$attempts', 1] } } }],
    { sort: { priority: 1, nextAt: 1 }, returnDocument: 'before' },
  );
  if (!before) return undefined;
  const held = { id: before._id, until: 'nextAt', holder, takenAt };
  return {
    job: { ...before, state: 'running', holder, attempts: before.attempts + 1 },
    isLeftByDead: before.state === 'running',
    lease: new HeldLease(JobModel.collection, held),
  };
}

function documents(): mongoose.mongo.Collection<Job> {
  return JobModel.collection as unknown as mongoose.mongo.Collection<Job>;
}

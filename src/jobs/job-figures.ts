import type { Types } from 'mongoose';
import { type Job, JobModel } from '../../models/job.ts';

/** How many jobs of a kind there are. */
export interface CountedJobs {
  kind: string;
  /** `due`: it waits for a process; `later`: its time has not come. */
  state: 'due' | 'later' | 'running' | 'failed';
  count: number;
  /** How long the first of those that are due has waited; else 0. */
  waitedSeconds: number;
}

/** The jobs of all institutions, by the database's clock. */
export async function countJobs(): Promise<CountedJobs[]> {
  const isDue = { $and: [{ $eq: ['$state', 'waiting'] }, { $lt: ['$nextAt', '$$NOW'] }] };
  const state = {
    $cond: [isDue, 'due', { $cond: [{ $eq: ['$state', 'waiting'] }, 'later', '$state'] }],
  };
  return JobModel.aggregate<CountedJobs>([
    { $group: { _id: { kind: '$kind', state }, count: { $sum: 1 }, first: { $min: '$nextAt' } } },
    {
      $project: {
        ...{ _id: 0, kind: '$_id.kind', state: '$_id.state', count: 1 },
        waitedSeconds: {
          $cond: [
            { $eq: ['$_id.state', 'due'] },
            { $divide: [{ $subtract: ['$$NOW', '$first'] }, 1_000] },
            0,
          ],
        },
      },
    },
  ]);
}

/** What was given up at an institution, and of the whole tool; the latest first. */
export async function failedJobs(institution: Types.ObjectId): Promise<Job[]> {
  return JobModel.find({ state: 'failed', institution: { $in: [null, institution] } })
    .sort({ failedAt: -1 })
    .lean<Job[]>();
}

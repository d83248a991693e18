import type mongoose from 'mongoose';

/** What one job takes. */
export const workMilliseconds = 20;

/** What the processes of `npm run benchmark -- jobs` write down. */
export interface Run {
  _id: mongoose.mongo.ObjectId;
  job: string;
  /** The process's name. */
  by: string;
  at: Date;
  /** Absent where its process was killed. */
  end?: Date;
}

export interface Effect {
  /** The job's. */
  _id: string;
  by: string;
}

export const runsName = 'benchmarkRuns';
export const effectsName = 'benchmarkEffects';

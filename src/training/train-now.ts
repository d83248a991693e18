import type { Types } from 'mongoose';
import { waitForLease } from '../leases/lease.ts';
import { runTraining, type TrainingRunOptions, trainingLease } from './run-training.ts';
import type { TrainingOutcome } from './train.ts';

export interface TrainNowOptions extends Omit<TrainingRunOptions, 'always'> {
  /** Somebody else trains; this one begins when that one has ended. */
  onWait: () => void;
}

/**
 * Trains for an institution whatever it was trained on before, for whoever waits for it: as soon as nobody else does, and
 * recorded like the trainings of the schedule.
 * @throws what `train` throws
 */
export async function trainNow(
  institutionId: Types.ObjectId,
  { onWait, ...options }: TrainNowOptions,
): Promise<TrainingOutcome> {
  const lease = await waitForLease(trainingLease, { signal: options.signal, onWait });
  try {
    const signal = AbortSignal.any([options.signal, lease.signal]);
    return (await runTraining(institutionId, { ...options, signal, always: true })) as TrainingOutcome;
  } finally {
    await lease.release();
  }
}

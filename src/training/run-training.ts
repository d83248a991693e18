import type { Types } from 'mongoose';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { type TrainingOptions, type TrainingOutcome, train } from './train.ts';
import { loadTrainingData } from './training-data.ts';

const storeEveryMilliseconds = 1_000;

/** A training takes all processors, so there is one at a time over all institutions and processes. */
export const trainingLease = 'training';

export interface TrainingRunOptions extends Pick<TrainingOptions, 'engine' | 'log' | 'onProgress'> {
  signal: AbortSignal;
  /** Trains even where the data is what the last model was trained on. */
  always: boolean;
}

/**
 * Trains a model of the institution's data and records what came of it: which one serves says `train`. To be called by one
 * process at a time, which holds the lease `trainingLease`. One that is stopped leaves no record, so that it is as due as before.
 * @returns undefined: the data is what the last model was trained on
 */
export async function runTraining(
  institutionId: Types.ObjectId,
  options: TrainingRunOptions,
): Promise<TrainingOutcome | undefined> {
  await buryDead(institutionId);
  const { _id } = await TrainingRunModel.create({ institutionId, state: 'running', startedAt: new Date() });
  const write = async (fields: object) => {
    await TrainingRunModel.updateOne({ institutionId, _id }, fields);
  };
  try {
    const isUnchanged = !options.always && (await isTrainedOn(institutionId));
    const outcome = isUnchanged ? undefined : await trained(institutionId, options, write);
    const result = outcome ? resultOf(outcome) : { outcome: 'unchanged' };
    await write({ state: 'done', finishedAt: new Date(), ...result, $unset: { share: 1 } });
    return outcome;
  } catch (error) {
    if (options.signal.aborted) await TrainingRunModel.deleteOne({ institutionId, _id });
    else
      await write({
        state: 'failed',
        finishedAt: new Date(),
        error: (error as Error).message,
        $unset: { share: 1 },
      });
    throw error;
  }
}

function trained(
  institutionId: Types.ObjectId,
  { engine, log, onProgress, signal }: TrainingRunOptions,
  write: (fields: object) => Promise<void>,
): Promise<TrainingOutcome> {
  let storedAt = 0;
  return train(institutionId, {
    ...{ signal, ...(engine && { engine }), ...(log && { log }) },
    onProgress: (progress) => {
      onProgress?.(progress);
      if (performance.now() - storedAt < storeEveryMilliseconds) return;
      storedAt = performance.now();
      // For people to look at: the next one is a second away.
      write({ share: progress.share }).catch(() => {});
    },
  });
}

function resultOf({ accepted, learners, courses, interactions, test, seconds }: TrainingOutcome): object {
  return {
    outcome: accepted ? 'accepted' : 'rejected',
    data: { learners, courses, interactions },
    ndcgAt10: { model: test.model.ndcgAt10, popularity: test.popularity.ndcgAt10 },
    seconds,
  };
}

async function isTrainedOn(institutionId: Types.ObjectId): Promise<boolean> {
  const finished = { institutionId, state: { $ne: 'writing' } } as const;
  const last = await TrainedModelModel.findOne(finished).sort({ createdAt: -1 }).lean();
  return last !== null && last.dataFingerprint === (await loadTrainingData(institutionId)).fingerprint;
}

/** Whether one is recorded as running; it may have died. */
export async function isAnyUnderWay(institutionId: Types.ObjectId): Promise<boolean> {
  return (await TrainingRunModel.exists({ institutionId, state: 'running' })) !== null;
}

/** Whoever may train knows that a training which is still running has died. */
export async function buryDead(institutionId: Types.ObjectId): Promise<void> {
  await TrainingRunModel.deleteMany({ institutionId, state: 'running' });
}

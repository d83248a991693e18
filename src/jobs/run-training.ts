import type { Types } from 'mongoose';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { type TrainingOptions, train } from '../recommendations/train.ts';
import { loadTrainingData } from '../recommendations/training-data.ts';

const storeEveryMilliseconds = 1_000;

export interface TrainingRunOptions extends Pick<TrainingOptions, 'engine' | 'log'> {
  signal: AbortSignal;
  /** Trains even where the data is what the last model was trained on. */
  always: boolean;
}

/**
 * Trains a model of the institution's data and records what came of it: which one serves says `train`. To be called by one
 * process at a time. One that is stopped leaves no record, so that it is as due as before.
 */
export async function runTraining(tenant: Types.ObjectId, options: TrainingRunOptions): Promise<void> {
  await buryDead(tenant);
  const { _id } = await TrainingRunModel.create({ tenant, state: 'running', startedAt: new Date() });
  const write = async (fields: object) => {
    await TrainingRunModel.updateOne({ tenant, _id }, fields);
  };
  try {
    const result =
      !options.always && (await isTrainedOn(tenant))
        ? { outcome: 'unchanged' }
        : await trained(tenant, options, write);
    await write({ state: 'done', finishedAt: new Date(), ...result, $unset: { share: 1 } });
  } catch (error) {
    if (options.signal.aborted) await TrainingRunModel.deleteOne({ tenant, _id });
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

async function trained(
  tenant: Types.ObjectId,
  { engine, log, signal }: TrainingRunOptions,
  write: (fields: object) => Promise<void>,
): Promise<object> {
  let storedAt = 0;
  const { accepted, learners, courses, interactions, test, seconds } = await train(tenant, {
    ...{ signal, ...(engine && { engine }), ...(log && { log }) },
    onProgress: ({ share }) => {
      if (performance.now() - storedAt < storeEveryMilliseconds) return;
      storedAt = performance.now();
      // For people to look at: the next one is a second away.
      write({ share }).catch(() => {});
    },
  });
  return {
    outcome: accepted ? 'accepted' : 'rejected',
    data: { learners, courses, interactions },
    ndcgAt10: { model: test.model.ndcgAt10, popularity: test.popularity.ndcgAt10 },
    seconds,
  };
}

async function isTrainedOn(tenant: Types.ObjectId): Promise<boolean> {
  const finished = { tenant, state: { $ne: 'writing' } } as const;
  const last = await TrainedModelModel.findOne(finished).sort({ createdAt: -1 }).lean();
  return last !== null && last.dataFingerprint === (await loadTrainingData(tenant)).fingerprint;
}

/** Whoever may train knows that a training which is still running has died. */
async function buryDead(tenant: Types.ObjectId): Promise<void> {
  await TrainingRunModel.deleteMany({ tenant, state: 'running' });
}

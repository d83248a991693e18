import type { Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { waitForLease } from '../leases/lease.ts';
import { withTimeLimit } from '../leases/time-limit.ts';
import {
  type ModelConfiguration,
  readModelConfiguration,
  sameConfiguration,
} from '../recommender/model-configuration.ts';
import type { FitOptions } from './fit-in-thread.ts';
import { type TrainingResult, train } from './train.ts';

const storeEveryMilliseconds = 1_000;
/** A process does one training at a time. What takes longer than this has gone wrong, and others wait. */
export const longestTraining = 6 * 3_600_000;

/** Of an institution one training runs at a time, over all processes. */
export function trainingLease(institutionId: Types.ObjectId): string {
  return `${institutionId} training`;
}

export interface TrainingRunOptions extends Omit<FitOptions, 'signal' | 'configuration' | 'unless'> {
  signal: AbortSignal;
  /** Trains even where data and configuration are those of the last model. */
  always: boolean;
}

export interface TrainNowOptions extends Omit<TrainingRunOptions, 'always'> {
  /** Called once if another training of the institution is running; this one begins when that one has ended. */
  onWait: () => void;
}

export interface TrainingOutcome extends TrainingResult {
  /** From reading the data to storing the model. */
  seconds: number;
}

/**
 * Trains for somebody who waits for the result, whatever the last model was trained on. Waits for the lease, and is
 * recorded like the trainings in the background.
 * @throws what `runTraining` throws
 */
export async function trainNow(
  institutionId: Types.ObjectId,
  { onWait, ...options }: TrainNowOptions,
): Promise<TrainingOutcome> {
  const lease = await waitForLease(trainingLease(institutionId), { signal: options.signal, onWait });
  try {
    const signal = AbortSignal.any([options.signal, lease.signal]);
    return (await runTraining(institutionId, { ...options, signal, always: true })) as TrainingOutcome;
  } finally {
    await lease.release();
  }
}

/**
 * Reads an institution's data, trains a model on it as the institution has configured it, and records what came of it. The caller holds the lease
 * `trainingLease`. A training that is stopped leaves no record, so that it is as due as before.
 * @returns undefined: data and configuration are those of the last model
 * @throws what `train` throws
 */
export async function runTraining(
  institutionId: Types.ObjectId,
  { always, onProgress, ...options }: TrainingRunOptions,
): Promise<TrainingOutcome | undefined> {
  await deleteInterruptedRuns(institutionId);
  const { _id } = await TrainingRunModel.create({ institutionId, state: 'running', startedAt: new Date() });
  const record = async (fields: object) => {
    await TrainingRunModel.updateOne({ institutionId, _id }, fields);
  };
  const finish = (fields: object) => record({ ...fields, finishedAt: new Date(), $unset: { share: 1 } });
  const recordShare = everySecond((share: number) => {
    // Only shown to people, and the next one is a second away: a failure does not matter.
    record({ share }).catch(() => {});
  });
  try {
    const started = performance.now();
    const configuration = await chosenConfiguration(institutionId);
    const unless = always ? undefined : await lastFingerprint(institutionId, configuration);
    const result = await withTimeLimit('The training', longestTraining, options.signal, (signal) =>
      train(institutionId, {
        ...{ ...options, unless, configuration, signal },
        onProgress: (progress) => {
          onProgress?.(progress);
          recordShare(progress.share);
        },
      }),
    );
    if (!result) {
      await finish({ state: 'done', outcome: 'unchanged' });
      return undefined;
    }
    const outcome = { ...result, seconds: (performance.now() - started) / 1000 };
    await finish({ state: 'done', ...recordedFields(outcome) });
    return outcome;
  } catch (error) {
    if (options.signal.aborted) await TrainingRunModel.deleteOne({ institutionId, _id });
    else await finish({ state: 'failed', error: (error as Error).message });
    throw error;
  }
}

/** Drops the calls that come within a second of the last one. */
function everySecond<Value>(call: (value: Value) => void): (value: Value) => void {
  let calledAt = 0;
  return (value) => {
    if (performance.now() - calledAt < storeEveryMilliseconds) return;
    calledAt = performance.now();
    call(value);
  };
}

function recordedFields({
  accepted,
  serves,
  isWorse,
  learners,
  courses,
  interactions,
  test,
  seconds,
}: TrainingOutcome) {
  return {
    outcome: serves ? 'accepted' : !accepted ? 'rejected' : isWorse ? 'worse' : 'held',
    data: { learners, courses, interactions },
    ndcgAt10: { model: test.model.ndcgAt10, popularity: test.popularity.ndcgAt10 },
    seconds,
  };
}

/** What no longer is a choice is as shipped. */
async function chosenConfiguration(institutionId: Types.ObjectId): Promise<ModelConfiguration> {
  const institution = await InstitutionModel.findById(institutionId, { modelConfiguration: 1 }).lean();
  return readModelConfiguration(institution?.modelConfiguration ?? {}).configuration;
}

/** Of the data that the last model, accepted or not, was trained on; undefined where it was configured otherwise. */
async function lastFingerprint(
  institutionId: Types.ObjectId,
  configuration: ModelConfiguration,
): Promise<string | undefined> {
  const finished = { institutionId, state: { $ne: 'writing' } } as const;
  const last = await TrainedModelModel.findOne(finished).sort({ createdAt: -1 }).lean();
  const isSame =
    last && sameConfiguration(readModelConfiguration(last.hyperparameters).configuration, configuration);
  return isSame ? last.dataFingerprint : undefined;
}

/** Whether a training is recorded as running. Its process may have died. */
export async function hasRunningRecord(institutionId: Types.ObjectId): Promise<boolean> {
  return (await TrainingRunModel.exists({ institutionId, state: 'running' })) !== null;
}

/** Whoever holds the lease knows that a training which is still recorded as running has died. */
export async function deleteInterruptedRuns(institutionId: Types.ObjectId): Promise<void> {
  await TrainingRunModel.deleteMany({ institutionId, state: 'running' });
}

import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { TrainingRunModel } from '../../../models/training-run.ts';
import { takeLease } from '../../leases/lease.ts';
import { requestTraining } from '../../trained-models/model-store.ts';
import { reasonToTrain } from '../../training/reason-to-train.ts';
import {
  deleteInterruptedRuns,
  hasRunningRecord,
  longestTraining,
  runTraining,
  type TrainingRunOptions,
  trainingLease,
} from '../../training/run-training.ts';
import { type JobKind, PostponedError, priorities } from '../job-kind.ts';
import type { JobQueue } from '../job-queue.ts';
import { approvedInstitution } from './planning.ts';

const kind = 'training';
/** Beside a command that trains the same institution. */
const whileOneRuns = 60_000;
const day = 86_400_000;

/**
 * Trains again where data has changed: a course that is newer than the model is recommended to nobody. The model that serves goes on
 * serving until a new one has passed the gate and is stored whole. A training takes all processors, so a process does one at a time.
 */
export function trainingJob(options: Pick<TrainingRunOptions, 'trainer'>): JobKind {
  return {
    ...{ name: kind, priority: priorities.training, atOnce: 1, attempts: 3 },
    // A training has its own limit, less than this.
    ...{ longestMilliseconds: 2 * longestTraining, pauseMilliseconds: day },
    async run({ institution: id, attempts }, { signal }) {
      if (!id) return;
      const lease = await takeLease(trainingLease(id));
      if (!lease) throw new PostponedError('A command trains this institution.', whileOneRuns);
      try {
        await deleteInterruptedRuns(id);
        // Read again: it may have been trained since the job was added.
        const institution = await approvedInstitution(id);
        const reason = institution && (await reasonToTrain(institution, new Date()));
        // One that has failed is no longer due by its data.
        if (!institution || (!reason && attempts === 1)) return;
        await runTraining(id, {
          ...options,
          // What has aged is trained on other things than the data that its fingerprint is of.
          always: reason === 'requested' || reason === 'aged',
          signal: AbortSignal.any([signal, lease.signal]),
        }).catch(unlessFinal);
        await endRequest(institution);
      } finally {
        await lease.release();
      }
    },
    async plan(institution, now) {
      const { _id, trainingWantedAt, dataChangedAt } = institution;
      const reason = await reasonToTrain(institution, now);
      if (reason) {
        const at = trainingWantedAt ?? (reason === 'changed' ? dataChangedAt : undefined) ?? now;
        return [{ institution: _id, at, isRequested: reason === 'requested' }];
      }
      // Of a command that died. What a job's process leaves behind is found when the job is taken again.
      if (await hasRunningRecord(_id)) await recordDead(_id);
      return [];
    },
    async givenUp({ institution: _id, wantedAt }, error) {
      const institution = _id && (await InstitutionModel.findById(_id).lean<Institution>());
      if (!institution) return;
      await recordDeath(_id, wantedAt, error);
      await endRequest(institution);
    },
  };
}

/** Has an institution's model trained soon, whatever the last one was trained on. */
export type RequestTraining = (institutionId: Institution['_id']) => Promise<void>;

export function requestedTraining(queue: JobQueue): RequestTraining {
  return async (institution) => {
    await requestTraining(institution);
    await queue.request({ kind, institution });
  };
}

/** The run's record says why: the same data would fail again. */
function unlessFinal(error: Error): void {
  if (error.name !== 'TooLittleDataError' && error.name !== 'DivergedError') throw error;
}

/** The request is met, unless there has been another one meanwhile. */
async function endRequest({ _id, trainingWantedAt }: Institution): Promise<void> {
  if (trainingWantedAt)
    await InstitutionModel.updateOne({ _id, trainingWantedAt }, { $unset: { trainingWantedAt: 1 } });
}

/** Where its process died each time, no record says that it failed. */
async function recordDeath(institutionId: Institution['_id'], since: Date, { message: error }: Error) {
  const failed = { institutionId, state: 'failed', startedAt: { $gte: since } } as const;
  if (await TrainingRunModel.exists(failed)) return;
  await deleteInterruptedRuns(institutionId);
  const at = new Date();
  await TrainingRunModel.create({ institutionId, state: 'failed', startedAt: at, finishedAt: at, error });
}

async function recordDead(institutionId: Institution['_id']): Promise<void> {
  const lease = await takeLease(trainingLease(institutionId));
  if (lease) await deleteInterruptedRuns(institutionId).finally(() => lease.release());
}

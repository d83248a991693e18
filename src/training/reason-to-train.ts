// From changed data to a model that serves. Read in this order:
//   reason-to-train.ts     what is due (here)
//   ../jobs/               a training is a job: ../jobs/kinds/training-job.ts
//   run-training.ts        one training from beginning to end, and its record
//   train.ts               fit, judge, store
//   gate.ts                whether a new model may serve, and is worse than the one that does
//   fit-in-thread.ts       reading and fitting in a thread (fit-worker.ts), by the chosen trainer (network-trainer.ts)
//   training-data.ts       the data that a model learns from
// then ../trained-models/: model-store.ts stores the model, and live-models.ts swaps it in.
import type { Institution } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainingRunModel } from '../../models/training-run.ts';

/** Rosters change a little all day long: a new course may wait for so long until it is recommended. */
const pauseMilliseconds = 60 * 60_000;
/** What was opened and rated, and courses that have begun meanwhile, are no change that a source tells. */
const longestMilliseconds = 30 * 86_400_000;

/**
 * Why an institution's model has to be trained now; undefined: it has not. Either somebody has requested it; or the
 * data has changed since the last training began, that training began more than an hour ago, and no sync of everything
 * is running, which would change more; or the last training is thirty days old.
 */
export async function reasonToTrain(
  institution: Institution,
  now: Date,
): Promise<'requested' | 'changed' | 'aged' | undefined> {
  const { _id: institutionId, trainingWantedAt, dataChangedAt } = institution;
  if (trainingWantedAt) return 'requested';
  const last = await TrainingRunModel.findOne({ institutionId, state: { $ne: 'running' } })
    .sort({ startedAt: -1 })
    .lean();
  const age = last ? now.getTime() - last.startedAt.getTime() : Number.POSITIVE_INFINITY;
  if (last && age > longestMilliseconds) return 'aged';
  if (!dataChangedAt || age < pauseMilliseconds || (last && dataChangedAt <= last.startedAt))
    return undefined;
  const pulling = await SyncRunModel.exists({ institutionId, state: 'running', wanted: 'everything' });
  return pulling ? undefined : 'changed';
}

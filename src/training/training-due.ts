import type { Institution } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainingRunModel } from '../../models/training-run.ts';

const minute = 60_000;
/** Rosters change a little all day long; a course that is new may wait so long until it is offered. */
const pauseMilliseconds = 60 * minute;

/**
 * Whether an institution's model is to be trained: somebody waits for it, or the data has changed since the last
 * training began, that is an hour ago, and no whole pull is in the middle of changing more.
 */
export async function isTrainingDue(
  institution: Institution,
  now: Date,
): Promise<'asked' | 'changed' | undefined> {
  const { _id: institutionId, trainingWantedAt, dataChangedAt } = institution;
  if (trainingWantedAt) return 'asked';
  if (!dataChangedAt) return undefined;
  const last = await TrainingRunModel.findOne({ institutionId, state: { $ne: 'running' } })
    .sort({ startedAt: -1 })
    .lean();
  if (
    last &&
    (dataChangedAt <= last.startedAt || now.getTime() - last.startedAt.getTime() < pauseMilliseconds)
  )
    return undefined;
  const pulling = await SyncRunModel.exists({ institutionId, state: 'running', wanted: 'everything' });
  return pulling ? undefined : 'changed';
}

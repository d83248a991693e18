import type { Types } from 'mongoose';
import { SyncRunModel } from '../../models/sync-run.ts';
import type { ApplyCounts } from './apply.ts';

/**
 * Keeps a record of one pull: running, then done or failed with what to do. A run whose process was killed is
 * found as running by the next one of its source, which marks it as failed.
 */
export async function recordRun(
  tenant: Types.ObjectId,
  source: string,
  pull: () => Promise<ApplyCounts>,
): Promise<ApplyCounts> {
  const interrupted = { state: 'failed', error: 'Interrupted. The next run does all of it again.' };
  await SyncRunModel.updateMany({ tenant, source, state: 'running' }, interrupted);
  const run = await SyncRunModel.create({ tenant, source, state: 'running', startedAt: new Date() });
  try {
    const counts = await pull();
    await SyncRunModel.updateOne({ tenant, _id: run._id }, { state: 'done', finishedAt: new Date(), counts });
    return counts;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await SyncRunModel.updateOne(
      { tenant, _id: run._id },
      { state: 'failed', finishedAt: new Date(), error: message },
    );
    throw error;
  }
}

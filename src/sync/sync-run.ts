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
  await SyncRunModel.updateMany(
    { tenant, source, state: 'running' },
    { state: 'failed', finishedAt: new Date(), error: 'Interrupted. The next run does all of it again.' },
  );
  const { _id } = await SyncRunModel.create({ tenant, source, state: 'running', startedAt: new Date() });
  const finish = (outcome: object) =>
    SyncRunModel.updateOne({ tenant, _id }, { finishedAt: new Date(), ...outcome });
  try {
    const counts = await pull();
    // Another run of the source may have taken this one for dead.
    await finish({ state: 'done', counts, $unset: { error: 1 } });
    return counts;
  } catch (error) {
    await finish({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

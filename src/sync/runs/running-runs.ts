import type { Types } from 'mongoose';
import { InstitutionModel } from '../../../models/institution.ts';
import { type SyncCounts, type SyncProgress, type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';

export interface RunningRun {
  institution: string;
  source: string;
  startedAt: Date;
  counts: SyncCounts;
  /** Undefined in the first second. */
  progress: SyncProgress | undefined;
}

/**
 * The runs that are recorded as running, in any process. A run that died is among them until a server's schedule or the next
 * run of its source finds it.
 */
export async function findRunningRuns(): Promise<RunningRun[]> {
  const institutions = await InstitutionModel.find({}, { name: 1 }).sort({ name: 1 }).lean();
  const all = await Promise.all(
    institutions.map(({ _id: institutionId, name }) => runsAt(institutionId, name)),
  );
  return all.flat();
}

async function runsAt(institutionId: Types.ObjectId, institution: string): Promise<RunningRun[]> {
  const running = SyncRunModel.find({ institutionId, state: 'running' })
    .sort({ startedAt: 1 })
    .lean<SyncRun[]>();
  return (await running).map(({ source, startedAt, counts, progress }) => ({
    ...{ institution, source, startedAt, counts, progress },
  }));
}

import { InstitutionModel } from '../../../models/institution.ts';
import { type SyncCounts, type SyncProgress, type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';

export interface RunUnderWay {
  institution: string;
  source: string;
  startedAt: Date;
  counts: SyncCounts;
  /** Undefined in the first second. */
  progress: SyncProgress | undefined;
}

/** What runs now, in any process; one that died is among them until the next run of its source. */
export async function runsUnderWay(): Promise<RunUnderWay[]> {
  const runs = await SyncRunModel.find({ state: 'running' }).sort({ startedAt: 1 }).lean<SyncRun[]>();
  const ids = runs.map(({ tenant }) => tenant);
  const institutions = await InstitutionModel.find({ _id: { $in: ids } }, { name: 1 }).lean();
  const names = new Map(institutions.map(({ _id, name }) => [`${_id}`, name]));
  return runs.map(({ tenant, source, startedAt, counts, progress }) => ({
    institution: names.get(`${tenant}`) ?? '',
    ...{ source, startedAt, counts, progress },
  }));
}

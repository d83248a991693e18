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
  const institutions = await InstitutionModel.find({}, { name: 1 }).lean();
  const names = new Map(institutions.map(({ _id, name }) => [`${_id}`, name]));
  const everybodys = { tenant: { $in: institutions.map(({ _id }) => _id) }, state: 'running' } as const;
  const runs = await SyncRunModel.find(everybodys).sort({ startedAt: 1 }).lean<SyncRun[]>();
  return runs.map(({ tenant, source, startedAt, counts, progress }) => ({
    institution: names.get(`${tenant}`) ?? '',
    ...{ source, startedAt, counts, progress },
  }));
}

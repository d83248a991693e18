import type { Types } from 'mongoose';
import { SyncRunModel } from '../../models/sync-run.ts';

const day = 86_400_000;
/** Days that are looked at, today the last. */
export const arrivalDays = 14;

/** A source that this tool asks by itself. */
export interface AskedSource {
  /** `SourceProvider.name` */
  name: string;
  everyMinutes: number;
}

/** One day, UTC. */
export interface ArrivalDay {
  date: Date;
  /** Names of the sources that were read to their end, or need not have been: they are asked seldom. */
  came: string[];
  /** Names of the sources that were not, though they were set up by then. */
  missed: string[];
}

/** A run begins a little later each time, because chance is added to its pause. */
const slack = 1.2;

/**
 * On which days which sources came whole. A source is waited for from its first run on; today it is not missed before it is
 * overdue. Runs are kept for ninety days.
 */
export async function countArrivals(
  institutionId: Types.ObjectId,
  sources: readonly AskedSource[],
  now = new Date(),
): Promise<ArrivalDay[]> {
  const today = Math.floor(now.getTime() / day);
  const runs = await Promise.all(
    sources.map(async (source) => ({ ...source, ...(await runsOf(institutionId, source)) })),
  );
  return Array.from({ length: arrivalDays }, (_, i) => {
    const number = today - arrivalDays + 1 + i;
    const end = number === today ? now.getTime() : (number + 1) * day;
    const result: ArrivalDay = { date: new Date(number * day), came: [], missed: [] };
    for (const { name, everyMinutes, first, good } of runs) {
      if (first === undefined || first >= end) continue;
      const within = Math.max(day, everyMinutes * 60_000 * slack);
      const has = good.some((at) => at < end && at >= end - within);
      (has ? result.came : result.missed).push(name);
    }
    return result;
  });
}

/** When a source's first kept run began, and when those ended that read it whole. */
async function runsOf(institutionId: Types.ObjectId, { name: source }: AskedSource) {
  const ours = { institutionId, source };
  const first = await SyncRunModel.findOne(ours, { startedAt: 1 }).sort({ startedAt: 1 }).lean();
  const good = await SyncRunModel.aggregate<{ at: Date }>([
    { $match: { ...ours, state: 'done' } },
    { $group: { _id: { $dateTrunc: { date: '$startedAt', unit: 'day' } }, at: { $max: '$startedAt' } } },
  ]);
  return { first: first?.startedAt.getTime(), good: good.map(({ at }) => at.getTime()) };
}

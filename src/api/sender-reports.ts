import type { Types } from 'mongoose';
import { SenderReportModel } from '../../models/sender-report.ts';
import type { Report } from './report.ts';

/** Counts what of a batch was not stored, by the reason, for the administrator's page. */
export async function keepReport(
  institutionId: Types.ObjectId,
  sender: string,
  report: Pick<Report, 'ignored' | 'invalid'>,
  now: Date,
): Promise<void> {
  const counts = (['ignored', 'invalid'] as const).flatMap((outcome) => {
    const byReason = new Map<string, number>();
    for (const { reason } of report[outcome]) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
    return Array.from(byReason, ([reason, count]) => ({ outcome, reason, count }));
  });
  if (counts.length === 0) return;
  await SenderReportModel.bulkWrite(
    counts.map(({ outcome, reason, count }) => ({
      updateOne: {
        filter: { institutionId, sender, outcome, reason },
        update: { $inc: { count }, $max: { lastAt: now } },
        upsert: true,
      },
    })),
    { ordered: false },
  );
}

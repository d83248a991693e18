import type { Types } from 'mongoose';
import { type ApiCredential, ApiCredentialModel } from '../../../models/api-credential.ts';
import { type SenderReport, SenderReportModel } from '../../../models/sender-report.ts';
import { reasonSaid, type Said } from './left-out-reasons.ts';
import type { Reading } from './run-view.ts';

/** A system that may send events (docs/api.md), and what of them was not stored. */
export interface SenderView {
  name: string;
  /** Undefined: nothing has come yet. */
  used: string | undefined;
  /** What its administrator should correct, then what is of no use here; the latest first. */
  reasons: { outcome: SenderReport['outcome']; reason: Said; count: number; last: string }[];
}

/** More are not shown; there are no more unless the application has more words for it. */
const mostReasons = 50;

export async function senderViews(
  institutionId: Types.ObjectId,
  { words, now }: Reading,
): Promise<SenderView[]> {
  const [credentials, reports] = await Promise.all([
    ApiCredentialModel.find({ institutionId }).sort({ name: 1 }).lean<ApiCredential[]>(),
    SenderReportModel.find({ institutionId })
      .sort({ outcome: -1, lastAt: -1, reason: 1 })
      .lean<SenderReport[]>(),
  ]);
  return credentials.map(({ name, usedAt }) => ({
    name,
    used: usedAt && words.ago(usedAt, now),
    reasons: reports
      .filter(({ sender }) => sender === name)
      .slice(0, mostReasons)
      .map(({ outcome, reason, count, lastAt }) => ({
        ...{ outcome, count, reason: reasonSaid(reason, words), last: words.ago(lastAt, now) },
      })),
  }));
}

import type { Types } from 'mongoose';
import type { PutBack } from '../../trained-models/put-back-fallen.ts';
import type { ServedAgain } from '../../trained-models/serve-again.ts';
import { recordAudit } from '../audit/record.ts';

/** Records that the tool has put back a model by itself, and why. */
export async function recordPutBack(institutionId: Types.ObjectId, putBack: PutBack): Promise<void> {
  const { share: opened, expected: openedAsBefore } = putBack.fell;
  const values = { ...bothServed(putBack), opened, openedAsBefore };
  await recordAudit(institutionId, 'model-served', values, 'tool');
}

/** When each of the two was trained; they have no other name. */
export function bothServed({ now, before }: ServedAgain): Record<string, string> {
  return { now: now.createdAt.toISOString(), ...(before && { before: before.createdAt.toISOString() }) };
}

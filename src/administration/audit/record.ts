import type { Types } from 'mongoose';
import { type AuditAction, AuditEntryModel } from '../../../models/audit-entry.ts';

/** Records what whoever runs the tool has changed. Values are no secrets and name nobody. */
export async function recordAudit(
  institutionId: Types.ObjectId,
  what: AuditAction,
  values: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await AuditEntryModel.create({ institutionId, at: new Date(), role: 'operator', what, values });
}

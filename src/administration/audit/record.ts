import type { Types } from 'mongoose';
import { type AuditAction, AuditEntryModel } from '../../../models/audit-entry.ts';

/** Records what whoever runs the tool has changed, or the tool by itself. Values are no secrets and name nobody. */
export async function recordAudit(
  institutionId: Types.ObjectId,
  what: AuditAction,
  values: Readonly<Record<string, unknown>> = {},
  role: 'operator' | 'tool' = 'operator',
): Promise<void> {
  await AuditEntryModel.create({ institutionId, at: new Date(), role, what, values });
}

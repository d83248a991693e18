import type { Types } from 'mongoose';
import type { AuditEntry } from '../../models/audit-entry.ts';
import { hasObjected } from '../privacy/objections.ts';

/** Who changes something for others; the audit keeps it, and nothing else does. */
export type Changer = Pick<AuditEntry, 'role'> & {
  /** `Learner.key` of the account; undefined where the launch named nobody. */
  by: string | undefined;
};

/** What the audit keeps of somebody who changes something: of who objects to being stored, not who they are. */
export async function traceOf(
  institutionId: Types.ObjectId,
  { role, by }: Changer,
): Promise<Pick<AuditEntry, 'role' | 'by'>> {
  if (by === undefined || (await hasObjected({ institutionId, learner: by }))) return { role };
  return { role, by };
}

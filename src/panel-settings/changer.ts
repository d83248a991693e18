import type { AuditEntry } from '../../models/audit-entry.ts';

/** Who changes something for others; the audit keeps it, and nothing else does. */
export type Changer = Pick<AuditEntry, 'role'> & {
  /** `Learner.key` of the account; undefined where the launch named nobody. */
  by: string | undefined;
};

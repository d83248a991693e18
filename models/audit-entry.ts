import { model, Schema, type Types } from 'mongoose';

/** Two years: long enough for a complaint about a term that is over. */
export const auditDays = 2 * 365;

/** What somebody may have done that others must be able to look up. */
export const auditActions = [
  ...(['panel-settings', 'course-pinned', 'course-boosted', 'course-blocked', 'course-released'] as const),
  // By whoever runs the tool.
  ...([
    'model-served',
    'model-choices',
    'categories-excluded',
    'connection-saved',
    'connection-removed',
  ] as const),
  ...([
    'removals-released',
    'files-uploaded',
    'files-explained',
    'files-forgotten',
    'institution-approved',
    'institution-renamed',
    'institution-disconnected',
    // What is left of it.
    'institution-deleted',
  ] as const),
  ...(['credential-issued', 'credential-revoked', 'retention-changed', 'notices-changed'] as const),
  ...(['comparison-started', 'comparison-ended'] as const),
  ...(['keys-rotated', 'keys-replaced'] as const),
  // Whom it was about is not kept.
  ...(['person-exported', 'person-deleted', 'person-refused', 'person-allowed'] as const),
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who of staff changed what for others, and when. Append-only. */
export interface AuditEntry {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  at: Date;
  /** `Learner.key` of the account; absent where the launch named nobody, or the person has been deleted. */
  by?: string;
  /** As what they were here; `operator`: who runs the tool, and is known by no account; `tool`: nobody, the tool itself. */
  role: 'instructor' | 'administrator' | 'operator' | 'tool';
  what: AuditAction;
  /** `Course.key` of the course whose panel it is about; absent for the whole institution. */
  panel?: string;
  /** `Course.key` of the course that is suggested, or not. */
  course?: string;
  /** The values that were set, by their names: what is not there was not changed. */
  values?: Record<string, unknown>;
}

const schema = new Schema<AuditEntry>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  at: { type: Date, required: true },
  by: String,
  role: { type: String, enum: ['instructor', 'administrator', 'operator', 'tool'], required: true },
  what: { type: String, enum: auditActions, required: true },
  panel: String,
  course: String,
  values: Schema.Types.Mixed,
});
/** The newest of an institution, or of one panel of it. */
schema.index({ institutionId: 1, panel: 1, at: -1 });
schema.index({ institutionId: 1, at: -1 });
/** For what is stored of a person. */
schema.index({ institutionId: 1, by: 1 });
schema.index({ at: 1 }, { expireAfterSeconds: auditDays * 86_400 });

export const AuditEntryModel = model('AuditEntry', schema, 'audit');

import type { Types } from 'mongoose';
import { courseKind, enrolmentKind } from '../documents/document-kind.ts';
import { BulkUpsert } from './bulk-upsert.ts';
import { enrolmentsOf, inPortions, wholeCatalogue } from './complete-scopes.ts';

const batchSize = 1_000;

export interface HeldRemovals {
  institutionId: Types.ObjectId;
  source: string;
  /** Of the run that held them back. Who was seen later is back, and stays. */
  seenAt: Date;
  hasCatalogue: boolean;
  courses: readonly string[];
  beforeWrite: () => void;
}

/** Does what a run would have done if it had been believed. It may be repeated. @returns how many documents were removed */
export async function removeHeldBack(held: HeldRemovals): Promise<number> {
  const common = { ...held, batchSize };
  const courses = new BulkUpsert({ ...courseKind, ...common });
  const enrolments = new BulkUpsert({ ...enrolmentKind, ...common });
  if (held.hasCatalogue) await courses.removeUnseen(wholeCatalogue);
  for (const some of inPortions(held.courses)) await enrolments.removeUnseen(enrolmentsOf(some));
  return courses.removed + enrolments.removed;
}

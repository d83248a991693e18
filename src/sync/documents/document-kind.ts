import { createHash } from 'node:crypto';
import mongoose, { type Collection, type Types } from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { StudyModel } from '../../../models/study.ts';
import type { Fields, Merge } from './by-source.ts';
import { mergeCourse, mergeEnrolment, mergeStudy } from './merge.ts';

/** A natural key, without the institution. */
export type Key = Readonly<Record<string, string>>;

/** How documents are stored that several sources say something of. */
export interface DocumentKind {
  collection: Collection;
  /** Fields of the natural key, besides the institution. */
  keyFields: readonly string[];
  /** Makes the document's own fields of what all sources say. */
  merge: Merge;
  /**
   * What one source says twice of a document in one pull adds up, and of a field the later one counts. These are the fields that
   * the later one may not change.
   */
  together?(earlier: Fields, later: Fields): Fields;
  /** What a field is when no source knows it. */
  defaults: Fields;
}

export const courseKind: DocumentKind = {
  collection: CourseModel.collection,
  keyFields: ['key'],
  merge: mergeCourse,
  defaults: { description: '', categories: [], prerequisites: [], audience: [] },
};

export const enrolmentKind: DocumentKind = {
  collection: EnrolmentModel.collection,
  keyFields: ['learner', 'course'],
  merge: mergeEnrolment,
  // Who teaches a course and studies it is staff in it, whichever is said last: never training data.
  together: (earlier, later) =>
    earlier['role'] === 'staff' && later['role'] !== undefined ? { role: 'staff' } : {},
  defaults: { state: 'active', role: 'learner', weight: 1 },
};

export const studyKind: DocumentKind = {
  collection: StudyModel.collection,
  keyFields: ['learner'],
  merge: mergeStudy,
  defaults: {},
};

/**
 * A document's `_id`, derived from its natural key so that it can be looked up by the key: 96 bits of SHA-256. Of a thousand
 * million documents, two share an `_id` once in 10¹¹ cases.
 */
export function documentId(institutionId: Types.ObjectId, key: readonly string[]): mongoose.mongo.ObjectId {
  const text = JSON.stringify([institutionId.toHexString(), ...key]);
  const hash = createHash('sha256').update(text).digest('hex');
  return mongoose.mongo.ObjectId.createFromHexString(hash.slice(0, 24));
}

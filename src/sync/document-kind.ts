import type { Collection } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { mergeCourse, mergeEnrolment } from './merge.ts';
import type { Fields, Merge } from './views.ts';

/** How documents are stored that sources have views of. */
export interface DocumentKind {
  collection: Collection;
  /** Fields of the natural key, besides the institution. */
  keyFields: readonly string[];
  /** Makes the document's fields of its views. */
  merge: Merge;
  /** What a field is that no view knows. */
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
  defaults: { state: 'active', role: 'learner', weight: 1 },
};

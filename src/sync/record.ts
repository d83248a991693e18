import type { EnrolmentState } from '../../models/enrolment.ts';

/**
 * What every source yields, in one form. Courses come before the enrolments in them. An absent field is one that
 * the source does not know: what is stored stays. Null: the source knows that there is none.
 */
export type SyncRecord = CourseRecord | EnrolmentRecord;

export interface CourseRecord {
  kind: 'course';
  /** The LMS's id of the course. */
  key: string;
  title: string;
  description?: string;
  categories?: readonly string[];
  level?: string | null;
  language?: string | null;
  url?: string | null;
  prerequisites?: readonly string[];
  /** Names the course that this is a section of. */
  group?: string | null;
  /** Groups of people that it is meant for. */
  audience?: readonly string[];
  opensAt?: Date | null;
  closesAt?: Date | null;
  /** Where in the source it stands, for messages: "line 12". */
  origin?: string;
}

export interface EnrolmentRecord {
  kind: 'enrolment';
  /** The LMS's id of the person; stored as a pseudonym only. */
  learner: string;
  course: string;
  /** A new one is active where the source does not say. */
  state?: EnrolmentState;
  /** A new one is a learner's where the source does not say. */
  role?: 'learner' | 'staff';
  at?: Date;
  weight?: number;
  origin?: string;
}

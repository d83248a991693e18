import type { EnrolmentState } from '../../models/enrolment.ts';

/** What every source yields, in one form. Courses come before the enrolments in them. */
export type SyncRecord = CourseRecord | EnrolmentRecord;

export interface CourseRecord {
  kind: 'course';
  /** The LMS's id of the course. */
  key: string;
  title: string;
  description?: string;
  categories?: readonly string[];
  level?: string;
  language?: string;
  url?: string;
  prerequisites?: readonly string[];
  closesAt?: Date;
  /** Where in the source it stands, for messages: "line 12". */
  origin?: string;
}

export interface EnrolmentRecord {
  kind: 'enrolment';
  /** The LMS's id of the person; stored as a pseudonym only. */
  learner: string;
  course: string;
  /** Undefined: the source does not know; what is stored stays, and a new one is active. */
  state?: EnrolmentState;
  role?: 'learner' | 'staff';
  at?: Date;
  weight?: number;
  origin?: string;
}

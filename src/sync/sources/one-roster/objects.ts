import type { Time } from '../../../values/read-time.ts';

/**
 * What is read of OneRoster, by CSV or REST (Rostering information model 1.2 §4; 1.1 is the same for these). People have only
 * ids here: `users` is never asked for or opened. Nothing is judged yet (`roster.ts`): words are as they were written.
 */
export interface AcademicSession {
  id: string;
  title: string;
  startsAt: Time;
  /** The day after the last one. */
  endsAt: Time;
}

export interface OneRosterCourse {
  id: string;
  code?: string | undefined;
  subjects: readonly string[];
  /** `metadata.credits`, as it is written: OneRoster itself has no field for it. */
  credits?: string | undefined;
}

/** A section of a course, in one or more terms. An LMS has a course for each. */
export interface OneRosterClass {
  id: string;
  /** `active`, `tobedeleted` (1.1: `inactive`), or empty. */
  status: string;
  title: string;
  /** Id of its course. */
  course: string;
  code?: string | undefined;
  subjects: readonly string[];
  /** Ids of academic sessions. */
  terms: readonly string[];
  /**
   * `metadata.entry`: how people get in, in the words of `entryInWords`. OneRoster itself does not say it; its metadata are for
   * what an institution adds.
   */
  entry?: string | undefined;
  /** `metadata.credits`, where it differs from the course's. */
  credits?: string | undefined;
}

export interface OneRosterEnrolment {
  status: string;
  class: string;
  user: string;
  /** `student`, `teacher`, …, or one's own (`ext:…`). */
  role: string;
  beginsAt: Time;
  /** The day after the last one. */
  endsAt: Time;
}

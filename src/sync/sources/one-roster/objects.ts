/**
 * What is read of OneRoster, by CSV or REST (Rostering information model 1.2 §4; 1.1 is the same for these). People have only
 * ids here: `users` is never asked for or opened.
 */
export interface AcademicSession {
  id: string;
  title: string;
  startsAt?: Date | undefined;
  /** The day after the last one. */
  endsAt?: Date | undefined;
}

export interface OneRosterCourse {
  id: string;
  code?: string | undefined;
  subjects: readonly string[];
}

/** A section of a course, in one or more terms. An LMS has a course for each. */
export interface OneRosterClass {
  id: string;
  /** `tobedeleted` */
  isRemoved: boolean;
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
}

export interface OneRosterEnrolment {
  isRemoved: boolean;
  class: string;
  user: string;
  /** `student`, `teacher`, `administrator`, `proctor`, or one's own (`ext:…`). */
  role: string;
  beginsAt?: Date | undefined;
  /** The day after the last one. */
  endsAt?: Date | undefined;
}

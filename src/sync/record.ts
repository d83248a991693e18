import type { CourseEntry, Translations } from '../../models/course.ts';
import type { EnrolmentState, GradeBand } from '../../models/enrolment.ts';
import type { EventDetail } from '../../models/event.ts';

/**
 * What every source yields, in one form, as a stream. A course comes before its enrolments.
 *
 * An absent field means that the source does not know it; what this or another source said before stays. Null takes back what
 * this source said. An empty text or list counts as not known, so another source's value is shown.
 *
 * A person is named by the LMS's own id, the `sub` of its launches, and a course by its `context.id`. A source that does not know
 * these ids says so (`Source.hasOwnIds`). `apply` turns a person's id into a pseudonym. There is no field for a name, an e-mail
 * address or a grade: the mapping of an answer drops them.
 */
export type SyncRecord =
  | CourseRecord
  | EnrolmentRecord
  | StudyRecord
  | EventRecord
  | RemovalRecord
  | AliasRecord
  | CompleteRecord
  | CheckpointRecord;

export interface CourseRecord {
  kind: 'course';
  /** The LMS's id of the course: `context.id` of a launch from it. */
  key: string;
  /**
   * What people call it: Moodle's short name, Canvas's course_code, OneRoster's courseCode. Sections of one course and
   * prerequisites are found by it (docs/catalogue.md).
   */
  code?: string | null;
  /** As the source has it, as are all texts here: it may be HTML, and `apply` makes it plain. */
  title: string;
  description?: string;
  /** The texts in each language. `apply` finds them; they count where this source's title does. */
  translations?: Translations | null;
  categories?: readonly string[];
  level?: string | null;
  /** How much it counts, in the institution's own unit; above 0. */
  credits?: number | null;
  /** BCP 47 tag. */
  language?: string | null;
  url?: string | null;
  prerequisites?: readonly string[];
  /** What it teaches: names of skills, or their identifiers (an ESCO address, an O*NET id). */
  skills?: readonly string[];
  /** Names the course that this is a section of. */
  group?: string | null;
  /** Groups of people that it is meant for. */
  audience?: readonly string[];
  /** When people can enrol. */
  opensAt?: Date | null;
  closesAt?: Date | null;
  /** When it is over. */
  endsAt?: Date | null;
  /** Only staff see it in the LMS. */
  hidden?: boolean | null;
  term?: Term | null;
  /** When its teaching begins. */
  startsAt?: Date | null;
  /** Each way into it, in any order; nobody gets in: one way that is `closed`. */
  entry?: readonly CourseEntry[] | null;
  /** Its place in the source, for messages: "line 12". */
  origin?: string;
}

/** A semester or the like. */
export interface Term {
  name: string;
  startsAt?: Date;
  endsAt?: Date;
}

/** Somebody is in a course, or was (`state`). */
export interface EnrolmentRecord {
  kind: 'enrolment';
  /** The LMS's id of the person; stored as a pseudonym only. */
  learner: string;
  course: string;
  /** `active` where no source says it. */
  state?: EnrolmentState;
  /**
   * The time of which `state` is said, by a source whose statements may come late or twice (xAPI, Caliper). Then what it said of a
   * later time stays, in `at` and `completedAt` too, and of the same time what came last counts. Other sources say how things are
   * when they are asked.
   */
  stateAt?: Date;
  /** `learner` where no source says it. */
  role?: 'learner' | 'staff';
  /** When the enrolment began, or the first or last access where only that is known; of a planned one when it will begin. */
  at?: Date | null;
  /** When the person's time in the course is over. */
  endsAt?: Date | null;
  completedAt?: Date | null;
  /** Share of the course that is done, 0 to 1. */
  progress?: number | null;
  /** By `toGradeBand`: a grade itself is never stored. */
  gradeBand?: GradeBand | null;
  /** Strength of the interaction, above 0; 1 where no source says it. */
  weight?: number;
  origin?: string;
}

/** What somebody studies. An absent field, and null, are as in every record. */
export interface StudyRecord {
  kind: 'study';
  /** As in `EnrolmentRecord`. */
  learner: string;
  /** Name of the programme. */
  programme?: string | null;
  /** Year of study, 1 = the first. */
  year?: number | null;
  origin?: string;
}

/** Something that a person did elsewhere. */
export interface EventRecord {
  kind: 'event';
  /** The source's own id (`id` of an xAPI statement or a Caliper event). An event that is stored is not stored again. */
  id: string;
  learner: string;
  at: Date;
  detail: Exclude<EventDetail, { type: 'shown' | 'searches-forgotten' }>;
  origin?: string;
}

/**
 * The source says that an enrolment, or without `learner` a course, no longer exists (a difference that says "Deleted",
 * OneRoster's `tobedeleted`). It marks what this source said; nothing is deleted. If the same pull also says, before or after,
 * that it exists, it exists, because differences have no order.
 */
export interface RemovalRecord {
  kind: 'removal';
  course: string;
  learner?: string;
  origin?: string;
}

/** The LMS's id of a person or a course, and the one that a source with ids of its own knows it by. */
export type AliasRecord = {
  kind: 'alias';
  /** Whose id it is: `one-roster`, … */
  source: string;
  id: string;
  origin?: string;
} & (
  | {
      /** The `sub` of launches. */
      learner: string;
    }
  | {
      /** The `context.id` of launches. */
      course: string;
    }
);

/**
 * Everything in a scope has been yielded in this pull, or in the one that it continues. What this source said before and not
 * now is marked as removed at the end of the pull, unless that is too much to be believed (`apply/removal-guard.ts`). It is yielded only after the last page was read without an error, and never when only changes were
 * asked for. The scope of enrolments is one course, or without `course` the institution.
 */
export type CompleteRecord =
  | { kind: 'complete'; of: 'courses' }
  | { kind: 'complete'; of: 'enrolments'; course?: string };

/**
 * A pull that is given this cursor continues after this record. `apply` writes everything that came before it, then the run
 * keeps the cursor. Not every checkpoint is kept, so yield one wherever a pull can continue, such as after each page.
 */
export interface CheckpointRecord {
  kind: 'checkpoint';
  /** Up to 4 kB; holds no secret and no name. */
  cursor: string;
}

import { model, Schema, type Types } from 'mongoose';
import { addressKey, readAddress } from '../src/values/read-address.ts';

/** Ways into a course, the best for a student first. */
export const entryWays = [
  ...(['open', 'key', 'request', 'payment'] as const),
  /** Reading only: nobody is enrolled by it. */
  'guest',
  ...(['cohort', 'invitation', 'closed'] as const),
] as const;

/**
 * A way into a course. `open`: people enrol themselves. `key`: the same, with a key that somebody gives them. `request`: they
 * ask for a place. `payment`: they pay for one. `guest`: they can look at it and are not enrolled. `cohort`: the members of
 * `groups` enrol themselves. `invitation`: staff enrol people. `closed`: nobody gets in.
 */
export interface CourseEntry {
  way: (typeof entryWays)[number];
  /** From when; absent: from now on. */
  opensAt?: Date;
  /** Of `cohort`, as `Learner.groups`. */
  groups?: string[];
  /** Of `guest`: it takes a password. */
  needsKey?: true;
}

/** A course of an institution's catalogue. Natural key: institutionId + the LMS's own course id. */
export interface Course {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** The LMS's id of the course (`context.id` of a launch, `course` column of an import). */
  key: string;
  /** What people call it: Moodle's short name, Canvas's course_code, OneRoster's courseCode, `BIO101-02`. */
  code?: string;
  title: string;
  /** Plain text, HTML removed. */
  description: string;
  /** Title, description and categories in each language, by BCP 47 tag, where they are written in several. */
  translations?: Translations;
  categories: string[];
  level?: string;
  /** How much it counts, in the institution's own unit (ECTS, units, hours). */
  credits?: number;
  /** BCP 47 tag. */
  language?: string;
  /** Where the LMS shows the course. */
  url?: string;
  /** `url` in the form in which addresses are compared (src/values/read-address.ts). */
  address?: string;
  /** Keys of the courses that must have been taken before. */
  prerequisites: string[];
  /** What it teaches, as sources state it: names of skills, or identifiers of a taxonomy's (src/skills/stated-skills.ts). */
  skills?: string[];
  /** Names the course that this is a section of. Somebody who has taken one section is not offered the others. */
  group?: string;
  /** Groups of people (`Learner.groups`) that the course is meant for; empty for everybody. */
  audience: string[];
  opensAt?: Date;
  closesAt?: Date;
  /** When it is over: from then on nobody is taking it. Absent: when its term is, if that is known. */
  endsAt?: Date;
  /** Only staff see it in the LMS. It stays in people's histories, is offered to nobody and found by nobody. */
  hidden?: boolean;
  term?: { name: string; startsAt?: Date; endsAt?: Date };
  /** When its teaching begins, where that is not the beginning of the term. */
  startsAt?: Date;
  /** How people get into it; each way that there is. Absent: no source says it. */
  entry?: CourseEntry[];
  /** Since when the LMS no longer has it. It stays in people's histories and is offered to nobody. */
  removedAt?: Date;
  /** What each source says, by its name; the fields above are merged from them (src/sync/documents/merge.ts). */
  bySource?: Record<string, CourseFromSource>;
  /** Grows with each change of what a source says. */
  revision?: number;
  /** What was found out about it by comparing it with the rest of the catalogue (src/sync/derivation/). */
  findings?: CourseFindings;
  /** It has changed since it was last derived. */
  toDerive?: true;
  /** The source that counts first: `canvas`, `csv`, … */
  source: string;
  /** When a source last named it. */
  seenAt: Date;
}

/** Texts of a course by language; a language that lacks one of them has the course's own. */
export type Translations = Readonly<Record<string, Translation>>;

export interface Translation {
  title?: string;
  description?: string;
  /** As many as the course has, in the same order. */
  categories?: string[];
}

/** What one source says of a course: the fields that it knows. */
export type CourseFromSource = Partial<
  Omit<
    Course,
    | '_id'
    | 'institutionId'
    | 'key'
    | 'bySource'
    | 'address'
    | 'revision'
    | 'findings'
    | 'toDerive'
    | 'source'
    | 'removedAt'
    | 'seenAt'
  >
> & {
  seenAt: Date;
  /** `seenAt` of the run in which it came, or came back. Absent: it came before this was stored. */
  since?: Date;
  /** Since when the source no longer has it. */
  removedAt?: Date;
};

/** Lists of courses that an administrator may want to look at. */
export const courseLists = [
  ...['no-description', 'short-description', 'same-text'],
  ...['section', 'prerequisite-found', 'prerequisite-unclear'],
] as const;
export type CourseList = (typeof courseLists)[number];

export interface CourseFindings {
  facts: CourseFacts;
  lists: CourseList[];
  /** The same for all courses with the same text that are not sections of one. */
  sameText?: string;
  /** Prerequisites that the text states and that could not be resolved to courses. */
  unclear?: { text: string; why: UnclearReason }[];
}
export type UnclearReason = 'alternatives' | 'unknown' | 'several' | 'removed' | 'circle';

/** What the course's own texts say. */
export interface CourseFacts {
  name: { base?: string; title: string; marks: string[] };
  /** The detected language; absent where a source states one. */
  language?: string;
  /** Hash of the description, where it is long enough to compare. */
  text?: string;
  description?: 'missing' | 'short';
  asks?: { text: string; codes: string[]; titles: string[]; isOptional: boolean }[];
}

/** For courses that are made one by one; those of sources have it of their merged fields. */
function addressOf(this: Partial<Course>): string | undefined {
  const address = readAddress(this.url);
  return address && addressKey(address);
}

const schema = new Schema<Course>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  code: String,
  title: { type: String, required: true },
  description: { type: String, default: '' },
  categories: { type: [String], default: [] },
  level: String,
  credits: Number,
  language: String,
  url: String,
  address: { type: String, default: addressOf },
  prerequisites: { type: [String], default: [] },
  skills: { type: [String], default: undefined },
  group: String,
  audience: { type: [String], default: [] },
  opensAt: Date,
  closesAt: Date,
  endsAt: Date,
  hidden: Boolean,
  translations: Schema.Types.Mixed,
  term: { type: { name: String, startsAt: Date, endsAt: Date }, _id: false },
  startsAt: Date,
  entry: { type: [Schema.Types.Mixed], default: undefined },
  removedAt: Date,
  bySource: Schema.Types.Mixed,
  revision: Number,
  findings: Schema.Types.Mixed,
  toDerive: Boolean,
  source: { type: String, required: true },
  seenAt: { type: Date, required: true },
});
schema.index({ institutionId: 1, key: 1 }, { unique: true });
schema.index({ institutionId: 1, toDerive: 1 }, { partialFilterExpression: { toDerive: true } });
// Events from outside name a course by the address of its page.
schema.index({ institutionId: 1, address: 1 }, { partialFilterExpression: { address: { $exists: true } } });
// The administrator's lists, in their order.
schema.index({ institutionId: 1, 'findings.lists': 1, key: 1 });
schema.index(
  { institutionId: 1, group: 1, key: 1 },
  { partialFilterExpression: { group: { $exists: true } } },
);
schema.index(
  { institutionId: 1, 'findings.sameText': 1, key: 1 },
  { partialFilterExpression: { 'findings.sameText': { $exists: true } } },
);

export const CourseModel = model('Course', schema, 'courses');

import { model, Schema, type Types } from 'mongoose';

/** A course of an institution's catalogue. Natural key: tenant + the LMS's own course id. */
export interface Course {
  _id: Types.ObjectId;
  tenant: Types.ObjectId;
  /** The LMS's id of the course (`context.id` of a launch, `course` column of an import). */
  key: string;
  /** By what people name it: Moodle's short name, Canvas's course_code, OneRoster's courseCode, `BIO101-02`. */
  code?: string;
  title: string;
  /** Plain text, HTML removed. */
  description: string;
  categories: string[];
  level?: string;
  /** BCP 47 tag. */
  language?: string;
  /** Where the LMS shows the course. */
  url?: string;
  /** Keys of the courses that must have been taken before. */
  prerequisites: string[];
  /** Names the course that this is a section of: who has had one section is offered none of the others. */
  group?: string;
  /** Groups of people (`Learner.groups`) that the course is meant for; empty: everybody. */
  audience: string[];
  opensAt?: Date;
  closesAt?: Date;
  term?: { name: string; startsAt?: Date; endsAt?: Date };
  /** Since when the LMS no longer has it: who took it did so, and nobody is offered it. */
  removedAt?: Date;
  /** What each source says, by its name; the fields above are merged from them (src/sync/). */
  views?: Record<string, CourseView>;
  /** Grows with each change of a view. */
  revision?: number;
  /** The source whose word counts first: `canvas`, `csv`, … */
  source: string;
  /** When a source said so last. */
  seenAt: Date;
}

/** What one source says of a course, as far as it says anything. */
export type CourseView = Partial<
  Omit<Course, '_id' | 'tenant' | 'key' | 'views' | 'revision' | 'source' | 'removedAt' | 'seenAt'>
> & {
  seenAt: Date;
  /** Since when the source no longer has it. */
  removedAt?: Date;
};

const schema = new Schema<Course>({
  tenant: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  code: String,
  title: { type: String, required: true },
  description: { type: String, default: '' },
  categories: { type: [String], default: [] },
  level: String,
  language: String,
  url: String,
  prerequisites: { type: [String], default: [] },
  group: String,
  audience: { type: [String], default: [] },
  opensAt: Date,
  closesAt: Date,
  term: { type: { name: String, startsAt: Date, endsAt: Date }, _id: false },
  removedAt: Date,
  views: Schema.Types.Mixed,
  revision: Number,
  source: { type: String, required: true },
  seenAt: { type: Date, required: true },
});
schema.index({ tenant: 1, key: 1 }, { unique: true });

export const CourseModel = model('Course', schema, 'courses');

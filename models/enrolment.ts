import { model, Schema, type Types } from 'mongoose';

export const enrolmentStates = ['active', 'completed', 'withdrawn', 'planned'] as const;
/** `planned`: it begins later, at `at` where that is known. From then on it is like `active`. */
export type EnrolmentState = (typeof enrolmentStates)[number];

export const gradeBands = ['failed', 'passed', 'good', 'excellent'] as const;
/** A grade is never stored. */
export type GradeBand = (typeof gradeBands)[number];

/** What one source says of an enrolment: the fields that it knows. */
export interface EnrolmentFromSource {
  state?: EnrolmentState;
  /** Of what time `state` was said, where the source sends statements that may come late (xAPI, Caliper). */
  stateAt?: Date;
  role?: 'learner' | 'staff';
  at?: Date;
  endsAt?: Date;
  completedAt?: Date;
  progress?: number;
  gradeBand?: GradeBand;
  weight?: number;
  /** When it last named the enrolment. */
  seenAt: Date;
  /** `seenAt` of the run in which it came, or came back. Absent: it came before this was stored. */
  since?: Date;
  /** Since when it no longer does. */
  removedAt?: Date;
}

/** One learner in one course. Natural key: institutionId + learner + course. */
export interface Enrolment {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Learner.key`. */
  learner: string;
  /** `Course.key`. */
  course: string;
  state: EnrolmentState;
  /** Staff of a course are enrolled too, and are never training data. */
  role: 'learner' | 'staff';
  /** When the enrolment happened, where the source knows it. */
  at?: Date;
  /** When the person's time in the course is over, where the source knows it. */
  endsAt?: Date;
  completedAt?: Date;
  /** Share of the course that is done, 0 to 1. */
  progress?: number;
  gradeBand?: GradeBand;
  /** Strength of the interaction, 0 < weight; 1 where nothing is known. */
  weight: number;
  /** What each source says, by its name; the fields above are merged from them (src/sync/documents/merge.ts). */
  bySource?: Record<string, EnrolmentFromSource>;
  /** Grows with each change of what a source says. */
  revision?: number;
  /** The source that counts first. */
  source: string;
  /** When a source last named it. */
  seenAt: Date;
}

type Standing = Pick<Enrolment, 'state' | 'at' | 'endsAt'>;

/** Somebody takes the course, or has taken it: they have not withdrawn, and it has begun. The same as `takenBy`. */
export function isTaken({ state, at }: Standing, now: Date): boolean {
  return state === 'planned' ? at !== undefined && at <= now : state !== 'withdrawn';
}

/** Somebody is taking the course now, as far as the enrolment says. The course may be over (`Course.endsAt`). */
export function isBeingTaken(enrolment: Standing, now: Date): boolean {
  const { state, endsAt } = enrolment;
  return state !== 'completed' && isTaken(enrolment, now) && !(endsAt && endsAt <= now);
}

const begunStates: EnrolmentState[] = ['active', 'completed'];

/** The condition for enrolments of a history: of learners who take the course, or have taken it. */
export function takenBy(now: Date) {
  return {
    role: 'learner' as const,
    $or: [{ state: { $in: begunStates } }, { state: 'planned' as const, at: { $lte: now } }],
  };
}

const schema = new Schema<Enrolment>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  course: { type: String, required: true },
  state: { type: String, enum: enrolmentStates, required: true },
  role: { type: String, enum: ['learner', 'staff'], required: true },
  at: Date,
  endsAt: Date,
  completedAt: Date,
  progress: { type: Number, min: 0, max: 1 },
  gradeBand: { type: String, enum: gradeBands },
  weight: { type: Number, default: 1 },
  bySource: Schema.Types.Mixed,
  revision: Number,
  source: { type: String, required: true },
  seenAt: { type: Date, required: true },
});
schema.index({ institutionId: 1, learner: 1, course: 1 }, { unique: true });
schema.index({ institutionId: 1, course: 1 });
/** Holds all that counting learners by course needs. To be named as a hint. */
export const byRoleAndCourse = { institutionId: 1, role: 1, course: 1 } as const;
schema.index(byRoleAndCourse);

export const EnrolmentModel = model('Enrolment', schema, 'enrolments');

import { model, Schema, type Types } from 'mongoose';

export const eventTypes = [
  'dismissed',
  'restored',
  'opened',
  'rated',
  'searched',
  'searches-forgotten',
  'shown',
] as const;
export type EventType = (typeof eventTypes)[number];

/** 1 to 5, as in course evaluations; the panel's two thumbs are 1 and 5. */
export type Rating = 1 | 2 | 3 | 4 | 5;
/** From this rating on the learner liked the course. */
export const likedRating = 4;
/** Up to this rating the learner did not like the course. */
export const dislikedRating = 2;

/** Why somebody hides a course. What each does: src/answering/hidden-courses.ts, and `known` in learner-state.ts. */
export const hidingReasons = ['unsuitable', 'hard', 'known', 'later'] as const;
export type HidingReason = (typeof hidingReasons)[number];

/** What a learner did in the panel, by type. */
export type EventDetail =
  /** The newest of these two about one course counts. */
  | { type: 'dismissed'; course: string; why?: HidingReason }
  | { type: 'restored'; course: string }
  | { type: 'opened'; course: string }
  /** About a course that they took. The newest counts, and one without a rating takes back the older ones. */
  | { type: 'rated'; course: string; rating?: Rating }
  | { type: 'searched'; text: string }
  | { type: 'searches-forgotten' }
  /** Kept only while exploration is on: `propensity` is the probability that this answer held the course, `score` what it was chosen by. */
  | { type: 'shown'; course: string; position: number; propensity: number; score: number };

/** Append-only. */
export interface Event {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  learner: string;
  type: EventType;
  course?: string;
  rating?: Rating;
  /** Of `dismissed`. */
  why?: HidingReason;
  text?: string;
  /** From 1, the best. */
  position?: number;
  /** 0 < propensity ≤ 1. */
  propensity?: number;
  /** In standard deviations of the model's scores. */
  score?: number;
  at: Date;
  /** The source, where it did not happen in the panel: `xapi`, … */
  source?: string;
}

const schema = new Schema<Event>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  type: { type: String, enum: eventTypes, required: true },
  course: String,
  rating: { type: Number, min: 1, max: 5 },
  why: { type: String, enum: hidingReasons },
  text: String,
  position: Number,
  propensity: Number,
  score: Number,
  at: { type: Date, required: true },
  source: String,
});
schema.index({ institutionId: 1, learner: 1, at: 1 });
/** For what happened lately, by anybody. To be named as a hint. */
export const lately = { institutionId: 1, at: 1 } as const;
schema.index(lately);
/** Gives the newest of some types without reading the others. To be named as a hint: the index above fits as well. */
export const newestOfTypes = { institutionId: 1, learner: 1, type: 1, at: 1, _id: 1 } as const;
schema.index(newestOfTypes);

export const EventModel = model('Event', schema, 'events');

import { model, Schema, type Types } from 'mongoose';

export const eventTypes = ['dismissed', 'restored', 'opened'] as const;
export type EventType = (typeof eventTypes)[number];

/** What a learner did in the panel. Append-only: the newest of `dismissed` and `restored` about a course wins. */
export interface Event {
  _id: Types.ObjectId;
  tenant: Types.ObjectId;
  learner: string;
  type: EventType;
  course: string;
  at: Date;
}

const schema = new Schema<Event>({
  tenant: { type: Schema.Types.ObjectId, required: true },
  learner: { type: String, required: true },
  type: { type: String, enum: eventTypes, required: true },
  course: { type: String, required: true },
  at: { type: Date, required: true },
});
schema.index({ tenant: 1, learner: 1, at: 1 });

export const EventModel = model('Event', schema, 'events');

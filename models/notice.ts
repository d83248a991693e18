import { model, Schema, type Types } from 'mongoose';
import type { NoticeChannel } from './notice-setting.ts';

/** When a channel was told last that a thing needs attention, and that it does not any more. */
export interface NoticeSaid {
  noticeAt: Date;
  overAt?: Date;
}

/**
 * One thing that needs attention, or did a while ago, and who was told of it. It says nothing of people. Natural key:
 * institutionId + thing.
 */
export interface Notice {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `Attention.thing` */
  thing: string;
  /** What was said of it last, in the language of the messages. */
  text: string;
  /** When it was first seen. */
  since: Date;
  said: Partial<Record<NoticeChannel, NoticeSaid>>;
}

const said = new Schema<NoticeSaid>(
  { noticeAt: { type: Date, required: true }, overAt: Date },
  { _id: false },
);
const schema = new Schema<Notice>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  thing: { type: String, required: true },
  text: { type: String, required: true },
  since: { type: Date, required: true },
  said: { type: new Schema({ webhook: said, mail: said }, { _id: false }), default: {} },
});
schema.index({ institutionId: 1, thing: 1 }, { unique: true });

export const NoticeModel = model('Notice', schema, 'notices');

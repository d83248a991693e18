import { model, Schema, type Types } from 'mongoose';

/** Ways by which an administrator is told what needs attention. */
export const noticeChannels = ['webhook', 'mail'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/** Why a notice was not taken. What the other side said is not kept. */
export interface NoticeFailure {
  code: (typeof noticeFailureCodes)[number];
  /** HTTP status that the other side answered with. */
  status?: number;
  /** When it failed first since it last worked. */
  since: Date;
}

export const noticeFailureCodes = ['address', 'unreachable', 'status', 'mail', 'secret'] as const;

/** How one institution's administrators are told. Natural key: institutionId. */
export interface NoticeSetting {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** BCP 47 tag of the language of the messages. */
  language: string;
  /** `secret`: what messages are signed with, encrypted under a key derived from SECRET_KEY. */
  webhook?: { url: string; secret: string };
  /** Of the channels that do not work at present. */
  failures?: Partial<Record<NoticeChannel, NoticeFailure>>;
}

const failure = new Schema<NoticeFailure>(
  {
    code: { type: String, enum: noticeFailureCodes, required: true },
    status: Number,
    since: { type: Date, required: true },
  },
  { _id: false },
);
const schema = new Schema<NoticeSetting>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  language: { type: String, required: true },
  webhook: {
    type: new Schema(
      { url: { type: String, required: true }, secret: { type: String, required: true } },
      { _id: false },
    ),
  },
  failures: { type: new Schema({ webhook: failure, mail: failure }, { _id: false }) },
});
schema.index({ institutionId: 1 }, { unique: true });

export const NoticeSettingModel = model('NoticeSetting', schema, 'noticeSettings');

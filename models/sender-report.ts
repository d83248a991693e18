import { model, Schema, type Types } from 'mongoose';

/**
 * How many messages of one sender were not stored for one reason; says nothing of people. Natural key: institutionId + sender +
 * outcome + reason. The reasons are this application's own words, so there are few.
 */
export interface SenderReport {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `ApiCredential.name` */
  sender: string;
  /** `invalid`: the sender should correct it. */
  outcome: 'ignored' | 'invalid';
  reason: string;
  count: number;
  lastAt: Date;
}

/** A reason that does not occur any more is forgotten. */
const keptSeconds = 90 * 86_400;

const schema = new Schema<SenderReport>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  sender: { type: String, required: true },
  outcome: { type: String, enum: ['ignored', 'invalid'], required: true },
  reason: { type: String, required: true },
  count: { type: Number, required: true },
  lastAt: { type: Date, required: true },
});
schema.index({ institutionId: 1, sender: 1, outcome: 1, reason: 1 }, { unique: true });
schema.index({ lastAt: 1 }, { expireAfterSeconds: keptSeconds });

export const SenderReportModel = model('SenderReport', schema, 'senderReports');

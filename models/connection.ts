import { model, Schema, type Types } from 'mongoose';

/** How an institution's data is asked for at one source. Natural key: institutionId + source. */
export interface Connection {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  /** `SourceProvider.name`. */
  source: string;
  /** What may be shown, such as addresses and numbers of accounts. */
  settings: Record<string, string>;
  /** Tokens and passwords: JSON, encrypted with AES-256-GCM under a key derived from SECRET_KEY. */
  secrets: string;
  createdAt: Date;
  updatedAt: Date;
}

const schema = new Schema<Connection>(
  {
    institutionId: { type: Schema.Types.ObjectId, required: true },
    source: { type: String, required: true },
    settings: { type: Schema.Types.Mixed, default: {} },
    secrets: { type: String, required: true },
  },
  { timestamps: true, minimize: false },
);
schema.index({ institutionId: 1, source: 1 }, { unique: true });

export const ConnectionModel = model('Connection', schema, 'connections');

import { model, Schema, type Types } from 'mongoose';

/**
 * An institution: one deployment of one registration (issuer + client_id + deployment_id).
 * Its `_id` is the `institutionId` of every other document.
 */
export interface Institution {
  _id: Types.ObjectId;
  /** Absent while an institution has data but no LMS yet. */
  registration?: Types.ObjectId;
  /** Absent too where the platform does not tell it at registration (most Canvas). The first launch tells it. */
  deploymentId?: string;
  /**
   * The platform that announced `deploymentId` at registration (`guid` of its launches), as long as nobody has launched from it:
   * another deployment of the same platform may come first.
   */
  announcedBy?: string;
  /** Since when it waits for approval by this tool's administrator; absent once approved. Until then nobody can launch. */
  pendingSince?: Date;
  /** Unique: commands name an institution by it. */
  name: string;
  /** HMAC-SHA-256 key that turns this institution's `sub` values into learner keys, as it is stored (`learner-key.ts`). */
  learnerKey: string;
  /** The trained model that serves. One field of one document, so that a swap is atomic. */
  liveModel?: Types.ObjectId;
  /** An administrator has put back an older model: it goes on serving when newer ones are trained. */
  isModelHeld?: true;
  /** The comparison that runs. As long as it does, `liveModel` stays. One field of one document, so that there is one at most. */
  comparing?: RunningComparison;
  /** When somebody was last deleted: models of before have learnt from them. */
  peopleErasedAt?: Date;
  /** When a run of a source last changed something of its data. */
  dataChangedAt?: Date;
  /** Since when a training is waited for: an administrator has asked for one, or changed the configuration. */
  trainingWantedAt?: Date;
  /** How long people are kept after they were seen last, days; absent: as `privacy/retention.ts` has it. */
  retentionDays?: number;
  /** What was chosen of its model and is not as shipped (`recommender/model-configuration.ts` reads it). */
  modelConfiguration?: Record<string, unknown>;
  /**
   * What files call our columns, as an administrator has said: by the source, the file and our name of the column; empty: files of
   * this kind have none (src/sync/sources/csv/column-questions.ts).
   */
  columnNames?: Record<string, Record<string, Record<string, string>>>;
  /**
   * What words in files mean, as an administrator has said: by the source, the file and our name of the column
   * (src/sync/sources/file-source.ts).
   */
  cellWords?: Record<string, Record<string, Record<string, { theirs: string; ours: string | null }[]>>>;
  /** What encoding uploaded files are in where it does not show, by source and file. */
  fileEncodings?: Record<string, Record<string, string>>;
  /** Categories whose courses are not offered, and which are no interests. */
  excludedCategories?: string[];
  /** Its subjects, in the order in which they were first seen: a subject keeps its place, and with it its colour, for good. */
  subjects?: string[];
  createdAt: Date;
}

/** What is needed of a comparison to answer a learner (`models/comparison.ts`). */
export interface RunningComparison {
  /** `Comparison._id` */
  comparison: Types.ObjectId;
  /** `Comparison.compared` */
  compared: Types.ObjectId;
  /** `Comparison.share` */
  share: number;
}

const schema = new Schema<Institution>(
  {
    registration: { type: Schema.Types.ObjectId, ref: 'Registration' },
    deploymentId: String,
    announcedBy: String,
    pendingSince: Date,
    name: { type: String, required: true },
    learnerKey: { type: String, required: true },
    liveModel: { type: Schema.Types.ObjectId, ref: 'TrainedModel' },
    isModelHeld: Boolean,
    comparing: {
      type: { comparison: Schema.Types.ObjectId, compared: Schema.Types.ObjectId, share: Number },
      _id: false,
    },
    peopleErasedAt: Date,
    dataChangedAt: Date,
    trainingWantedAt: Date,
    retentionDays: { type: Number, min: 1 },
    modelConfiguration: Schema.Types.Mixed,
    columnNames: Schema.Types.Mixed,
    cellWords: Schema.Types.Mixed,
    fileEncodings: Schema.Types.Mixed,
    excludedCategories: { type: [String], default: undefined },
    subjects: { type: [String], default: undefined },
  },
  { timestamps: { createdAt: true, updatedAt: false } },
);
schema.index(
  { registration: 1, deploymentId: 1 },
  { unique: true, partialFilterExpression: { registration: { $exists: true } } },
);
schema.index({ name: 1 }, { unique: true });

export const InstitutionModel = model('Institution', schema, 'institutions');

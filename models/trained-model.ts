import { model, Schema, type Types } from 'mongoose';

/**
 * A trained recommender. `Institution.liveModel` says which one serves.
 * `writing` until its weights are stored whole, then `accepted`, or `rejected` when it did not beat popularity, as `training/gate.ts` has it.
 */
export interface TrainedModel {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  state: 'writing' | 'accepted' | 'rejected';
  /**
   * The configuration (`recommender/model-configuration.ts` reads it), options of the network, and `trainer`, what
   * trained it; older models call that `engine`.
   */
  hyperparameters: Record<string, unknown>;
  /** SHA-256 over the interactions and course texts that it was trained on; hex. */
  dataFingerprint: string;
  /** Held-out figures by name, the model's and popularity's. */
  metrics: Record<string, number>;
  /** What it learnt from, and when that was read. Absent in models of before this was stored, as what follows is. */
  data?: { readAt: Date; learners: number; courses: number; interactions: number };
  /** 95 % intervals of NDCG@10 on held-out courses (bootstrap over learners). */
  intervals?: {
    model: Interval;
    popularity: Interval;
    /** Of the model's figure less popularity's, of the same learners. */
    gain?: Interval;
  };
  /** How it was decided whether it may serve: by the interval of its gain, or by the figure alone (`training/gate.ts`). */
  gate?: 'interval' | 'estimate';
  /** It ranked surely worse than the one that served then: it does not serve by itself. */
  isWorse?: boolean;
  /** NDCG@10 of each network alone on validation, after each epoch that was tried; the best epoch was kept. */
  curves?: { network: string; ndcgAt10: number[] }[];
  /** Absent where no terms show, or credits are not known. */
  termLoad?: TermLoad;
  /**
   * Newcomers whom it shows what is popular (`recommender/popular-for.ts`): those of whom nothing is known, and those of whom it is known
   * what they study. Absent in models of before this was stored.
   */
  popularFor?: { unknown: boolean; studying: boolean };
  /** Since when it serves, or served last, and until when. Absent where it never did, and in models of before this was stored. */
  served?: { from: Date; until?: Date };
  /** It was taken out by the tool itself, because fewer people opened what they were shown (`trained-models/put-back-fallen.ts`). */
  fell?: FallenResults;
  /** GridFS id in the bucket `weights`; absent for rejected models, and for those that are no longer kept. */
  weights?: Types.ObjectId;
  /** SHA-256 of the weights, hex; absent in models of before this was stored. */
  checksum?: string;
  /** When its weights were found not to be what was stored. It does not serve. */
  damagedAt?: Date;
  createdAt: Date;
}

/** How many people opened something of what they were shown; never told of fewer than 200 people. */
export interface FallenResults {
  at: Date;
  /** People who were shown something new before the model before was replaced, and in as long a time since. */
  before: number;
  now: number;
  /** Share of those now that opened something, and what it would be if they had opened as those before did, 0…1. */
  share: number;
  expected: number;
}

/** Credits that people take in a term, found by a training; never of fewer than ten people. */
export interface TermLoad {
  /** The median. */
  usual: number;
  /** What nine in ten terms do not exceed. */
  most: number;
}

/** Lower and upper bound. */
export type Interval = [number, number];

const schema = new Schema<TrainedModel>(
  {
    institutionId: { type: Schema.Types.ObjectId, required: true },
    state: { type: String, enum: ['writing', 'accepted', 'rejected'], required: true },
    hyperparameters: { type: Schema.Types.Mixed, required: true },
    dataFingerprint: { type: String, required: true },
    metrics: { type: Schema.Types.Mixed, default: {} },
    data: { type: { readAt: Date, learners: Number, courses: Number, interactions: Number }, _id: false },
    intervals: {
      type: { model: [Number], popularity: [Number], gain: { type: [Number], default: undefined } },
      _id: false,
    },
    gate: { type: String, enum: ['interval', 'estimate'] },
    isWorse: Boolean,
    curves: { type: [{ network: String, ndcgAt10: [Number], _id: false }], default: undefined },
    termLoad: { type: { usual: Number, most: Number }, _id: false },
    popularFor: { type: { unknown: Boolean, studying: Boolean }, _id: false },
    served: { type: { from: Date, until: Date }, _id: false },
    fell: {
      type: { at: Date, before: Number, now: Number, share: Number, expected: Number },
      _id: false,
    },
    weights: Schema.Types.ObjectId,
    checksum: String,
    damagedAt: Date,
  },
  { timestamps: { createdAt: true, updatedAt: false } },
);
schema.index({ institutionId: 1, createdAt: -1 });

export const TrainedModelModel = model('TrainedModel', schema, 'trainedModels');

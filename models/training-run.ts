import { model, Schema, type Types } from 'mongoose';

const retentionSeconds = 90 * 86_400;

/** One training, or why there was none. The figures of the resulting model are in `TrainedModel`. */
export interface TrainingRun {
  _id: Types.ObjectId;
  institutionId: Types.ObjectId;
  state: 'running' | 'done' | 'failed';
  startedAt: Date;
  finishedAt?: Date;
  /** How far it is, 0 to 1; stored every second. */
  share?: number;
  /**
   * `held`: it passed the gate and is stored, and an older model goes on serving, because it was put back or two are compared. `worse`:
   * the same, because it is surely worse than the one that serves. `unchanged`: data
   * and configuration are the same as at the last training, so there was nothing to do.
   */
  outcome?: 'accepted' | 'held' | 'worse' | 'rejected' | 'unchanged';
  /** What it learnt from. */
  data?: { learners: number; courses: number; interactions: number };
  /** Held-out NDCG@10 over the full catalogue, of the model and of offering what is popular. */
  ndcgAt10?: { model: number; popularity: number };
  seconds?: number;
  /** What went wrong and what to do, in words. */
  error?: string;
}

const schema = new Schema<TrainingRun>({
  institutionId: { type: Schema.Types.ObjectId, required: true },
  state: { type: String, enum: ['running', 'done', 'failed'], required: true },
  startedAt: { type: Date, required: true },
  finishedAt: Date,
  share: Number,
  outcome: { type: String, enum: ['accepted', 'held', 'worse', 'rejected', 'unchanged'] },
  data: { type: { learners: Number, courses: Number, interactions: Number }, _id: false },
  ndcgAt10: { type: { model: Number, popularity: Number }, _id: false },
  seconds: Number,
  error: String,
});
schema.index({ institutionId: 1, startedAt: -1 });
schema.index({ finishedAt: 1 }, { expireAfterSeconds: retentionSeconds });

export const TrainingRunModel = model('TrainingRun', schema, 'trainingRuns');

import type { Types } from 'mongoose';
import { type Interval, type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';

/** How well one training's model ranked held-out courses, beside offering what is popular: NDCG@10. */
export interface TrainedFigures {
  id: string;
  at: Date;
  /** When the data was read that it learnt from. */
  readAt: Date;
  passed: boolean;
  model: number;
  popularity: number;
  intervals: { model: Interval; popularity: Interval } | undefined;
  /** What it learnt from; undefined in those of before this was stored. */
  interactions: number | undefined;
  /** It ranked surely worse than the one that served then. */
  isWorse: boolean;
  /** It was found not to be what was stored. */
  isDamaged: boolean;
  /** GridFS id; undefined where it is no longer kept. */
  weights: string | undefined;
}

/** The last trainings that made a model, the newest first. */
export async function lastTrainings(institutionId: Types.ObjectId, count: number): Promise<TrainedFigures[]> {
  const models = await TrainedModelModel.find({ institutionId, state: { $ne: 'writing' } })
    .sort({ createdAt: -1, _id: -1 })
    .limit(count)
    .lean<TrainedModel[]>();
  return models.map(figuresOf);
}

export function figuresOf(model: TrainedModel): TrainedFigures {
  const { _id, createdAt, state, metrics, intervals, data, weights, isWorse = false, damagedAt } = model;
  return {
    ...{ id: `${_id}`, at: createdAt, readAt: data?.readAt ?? createdAt, passed: state === 'accepted' },
    model: metrics['model.ndcgAt10'] ?? 0,
    popularity: metrics['popularity.ndcgAt10'] ?? 0,
    ...{ intervals, interactions: data?.interactions, weights: weights && `${weights}` },
    ...{ isWorse, isDamaged: damagedAt !== undefined },
  };
}

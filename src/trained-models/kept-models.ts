import type { Institution } from '../../models/institution.ts';
import type { TrainedModel } from '../../models/trained-model.ts';

/** Whether the data that a model was trained on held somebody who has been deleted since. */
export function hasLearntFromErased(
  { data, createdAt }: Pick<TrainedModel, 'data' | 'createdAt'>,
  { peopleErasedAt }: Pick<Institution, 'peopleErasedAt'>,
): boolean {
  return peopleErasedAt !== undefined && (data?.readAt ?? createdAt) <= peopleErasedAt;
}

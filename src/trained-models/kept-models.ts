import type { Institution } from '../../models/institution.ts';
import type { TrainedModel } from '../../models/trained-model.ts';

/** How people take what they are shown is compared by whole weeks, so that each group has the same days. */
export const week = 7 * 86_400_000;
/** So long one model keeps others out by itself at most, ms: what has changed by then stays, and there are courses that it does not know. */
export const longestWait = 2 * week;

/** Whether the data that a model was trained on held somebody who has been deleted since. */
export function hasLearntFromErased(
  { data, createdAt }: Pick<TrainedModel, 'data' | 'createdAt'>,
  { peopleErasedAt }: Pick<Institution, 'peopleErasedAt'>,
): boolean {
  return peopleErasedAt !== undefined && (data?.readAt ?? createdAt) <= peopleErasedAt;
}

/**
 * Of the models that no longer serve, those that are kept to be put back when results have fallen, however many were trained meanwhile:
 * the last one that was replaced at least a week ago, and the first of those after it, which takes its place one day.
 */
export function fallbacks(models: readonly TrainedModel[], now: Date): TrainedModel[] {
  const replaced = models
    .filter(({ fell, damagedAt }) => !fell && !damagedAt)
    .flatMap((model) => (model.served?.until ? [{ model, until: model.served.until.getTime() }] : []))
    .sort((a, b) => a.until - b.until);
  const isOld = ({ until }: { until: number }) => until <= now.getTime() - week;
  const [last, next] = [replaced.findLast(isOld), replaced.find((one) => !isOld(one))];
  return [last, next].flatMap((one) => (one ? [one.model] : []));
}

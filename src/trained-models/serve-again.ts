import { isObjectIdOrHexString, type Types } from 'mongoose';
import type { Institution } from '../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';
import { UnreadableModelError } from '../recommender/data/errors.ts';
import { hasLearntFromErased } from './kept-models.ts';
import { loadWeights, makeServe } from './model-store.ts';
import { decodeModel } from './stored-model.ts';

/**
 * Why a model cannot serve again. `comparing`: the one that serves is being compared. `unreadable`: another version of the tool has
 * stored it, or it is damaged. `changed`: another one serves by now.
 */
export type CannotServe = 'serves' | 'comparing' | 'gone' | 'rejected' | 'erased' | 'unreadable' | 'changed';

/** What a model that was put back replaced. */
export interface ServedAgain {
  before: TrainedModel | undefined;
  now: TrainedModel;
  /** A newer one that passed the gate waits until it is put in by hand. */
  isHeld: boolean;
}

/** As far as its description tells; its weights are not read. */
export function cannotServe(
  model: Pick<TrainedModel, '_id' | 'state' | 'weights' | 'data' | 'createdAt' | 'damagedAt'>,
  institution: Pick<Institution, 'liveModel' | 'peopleErasedAt' | 'comparing'>,
): CannotServe | undefined {
  if (institution.liveModel?.equals(model._id)) return 'serves';
  if (model.state === 'rejected') return 'rejected';
  if (!model.weights || model.state !== 'accepted') return 'gone';
  if (model.damagedAt) return 'unreadable';
  if (hasLearntFromErased(model, institution)) return 'erased';
  return institution.comparing ? 'comparing' : undefined;
}

/** A model that passed the gate or did not; undefined: the institution has none of this id. */
export async function findModel(
  institutionId: Types.ObjectId,
  id: string,
): Promise<TrainedModel | undefined> {
  if (!isObjectIdOrHexString(id)) return undefined;
  const found = await TrainedModelModel.findOne({ institutionId, _id: id, state: { $ne: 'writing' } }).lean();
  return found ?? undefined;
}

/**
 * Has a kept model serve again. Only one that passed the gate is kept. It goes on serving when newer ones are trained, until the
 * newest is put in; so putting back is undone by putting in the other one again.
 * @returns why it cannot serve, where nothing was changed
 */
export async function serveAgain(
  institution: Institution,
  model: TrainedModel,
  now = new Date(),
): Promise<ServedAgain | CannotServe> {
  const refusal = cannotServe(model, institution) ?? (await unreadable(institution._id, model._id));
  if (refusal) return refusal;
  const institutionId = institution._id;
  const newest = await TrainedModelModel.findOne({ institutionId, state: 'accepted' })
    .sort({ createdAt: -1, _id: -1 })
    .lean();
  const isHeld = newest !== null && !newest._id.equals(model._id);
  const { liveModel } = institution;
  const changed = await makeServe(
    institutionId,
    liveModel ? { liveModel } : {},
    isHeld
      ? { $set: { liveModel: model._id, isModelHeld: true } }
      : { $set: { liveModel: model._id }, $unset: { isModelHeld: 1 } },
    now,
  );
  // A training that ended meanwhile has put in its own, which nobody has compared with this one.
  if (!changed) return 'changed';
  const before = liveModel && (await findModel(institutionId, `${liveModel}`));
  return { before, now: model, isHeld };
}

/** Whether a stored model is one that this version of the tool can read. */
export async function unreadable(institutionId: Types.ObjectId, id: Types.ObjectId) {
  try {
    decodeModel(await loadWeights(institutionId, id));
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableModelError) return 'unreadable';
    throw error;
  }
}

import type { Comparison } from '../../models/comparison.ts';
import type { Institution } from '../../models/institution.ts';
import type { TrainedModel } from '../../models/trained-model.ts';
import { beginComparison, endComparison } from '../comparing/comparisons.ts';
import { hasLearntFromErased } from './kept-models.ts';
import {
  type CannotServe,
  cannotServe,
  findModel,
  type ServedAgain,
  serveAgain,
  unreadable,
} from './serve-again.ts';

/** Why a model cannot be compared. `unserved`: with what? `servedErased`: the one that serves soon goes, for it has learnt from somebody who was deleted. */
export type CannotCompare = CannotServe | 'unserved' | 'servedErased';

/** As far as descriptions tell; weights are not read. @param live the model that serves */
export function cannotCompare(
  model: TrainedModel,
  institution: Institution,
  live: TrainedModel | undefined,
): CannotCompare | undefined {
  const refusal = cannotServe(model, institution);
  if (refusal) return refusal;
  if (!live) return 'unserved';
  return hasLearntFromErased(live, institution) ? 'servedErased' : undefined;
}

/**
 * Begins to compare a kept model with the one that serves. Only what could serve can be compared.
 * @returns why it cannot be compared, where nothing was changed
 */
export async function compareWithServing(
  institution: Institution,
  model: TrainedModel,
): Promise<Comparison | CannotCompare> {
  const { _id: institutionId, liveModel } = institution;
  const live = liveModel && (await findModel(institutionId, `${liveModel}`));
  const refusal = cannotCompare(model, institution, live) ?? (await unreadable(institutionId, model._id));
  return refusal ?? (await beginComparison(institution, model._id)) ?? 'changed';
}

/**
 * Ends the comparison that runs, and has the compared model serve.
 * @returns undefined where none runs; why the model cannot serve
 */
export async function serveCompared(
  institution: Institution,
): Promise<ServedAgain | CannotServe | undefined> {
  const { _id: institutionId, comparing } = institution;
  const model = comparing && (await findModel(institutionId, `${comparing.compared}`));
  const refusal = model && cannotServe(model, withoutComparison(institution));
  if (!model || refusal) return refusal;
  await endComparison(institutionId, 'served');
  return serveAgain(withoutComparison(institution), model);
}

function withoutComparison({ comparing: _, ...institution }: Institution): Institution {
  return institution;
}

import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../../models/trained-model.ts';
import {
  departures,
  type ModelConfiguration,
  readModelConfiguration,
  sameConfiguration,
} from '../../recommender/model-configuration.ts';

/** What an institution has chosen of its model; what no longer is a choice is as shipped. */
export function chosenConfiguration({ modelConfiguration = {} }: Institution): ModelConfiguration {
  return readModelConfiguration(modelConfiguration).configuration;
}

export interface Serving extends Pick<TrainedModel, 'popularFor'> {
  /** What it was trained with. */
  configuration: ModelConfiguration;
}

/** The model that serves; undefined where none does. */
export async function servingModelOf({
  _id: institutionId,
  liveModel,
}: Institution): Promise<Serving | undefined> {
  if (!liveModel) return undefined;
  const model = await TrainedModelModel.findOne({ institutionId, _id: liveModel }).lean();
  if (!model) return undefined;
  const { configuration } = readModelConfiguration(model.hyperparameters);
  return { configuration, ...(model.popularFor && { popularFor: model.popularFor }) };
}

/**
 * Stores a choice, and has the model trained anew in the same write.
 * @returns whether it is another than before
 */
export async function chooseConfiguration(
  institution: Institution,
  configuration: ModelConfiguration,
): Promise<boolean> {
  if (sameConfiguration(configuration, chosenConfiguration(institution))) return false;
  const stored = departures(configuration);
  const change =
    Object.keys(stored).length > 0
      ? { $set: { modelConfiguration: stored, trainingWantedAt: new Date() } }
      : { $set: { trainingWantedAt: new Date() }, $unset: { modelConfiguration: 1 } };
  await InstitutionModel.updateOne({ _id: institution._id }, change);
  return true;
}

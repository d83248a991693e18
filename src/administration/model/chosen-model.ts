import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { TrainedModelModel } from '../../../models/trained-model.ts';
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

/** What the model that serves was trained with; undefined where none serves. */
export async function servingConfiguration({
  _id: institutionId,
  liveModel,
}: Institution): Promise<ModelConfiguration | undefined> {
  if (!liveModel) return undefined;
  const model = await TrainedModelModel.findOne({ institutionId, _id: liveModel }).lean();
  return model ? readModelConfiguration(model.hyperparameters).configuration : undefined;
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

import { gmf } from '../recommender/scorers/gmf-scorer.ts';
import { type LayersModel, layersModel } from '../recommender/tensorflow/layers-model.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';

/** The trained network as files for `tf.loadLayersModel`. */
export interface ExportedNetwork {
  /** Contents by file name. */
  files: Record<'model.json' | 'weights.bin' | 'courses.json', string | Uint8Array>;
  /** How its input is made. */
  input: LayersModel['userDefinedMetadata']['input'];
}

/**
 * Exports the network alone, without the other scorers and without the ranker.
 * @returns undefined: the model was configured without it
 */
export function exportNetwork({ recommender, sections }: ServingModel): ExportedNetwork | undefined {
  const network = recommender.parts.scorers.find(gmf);
  if (!network) return undefined;
  const { weightSpecs, weightData, ...model } = layersModel(network);
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  return {
    files: {
      'model.json': JSON.stringify({ ...model, weightsManifest }),
      'weights.bin': new Uint8Array(weightData),
      'courses.json': JSON.stringify(sections),
    },
    input: model.userDefinedMetadata.input,
  };
}

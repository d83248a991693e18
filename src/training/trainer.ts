import { trainGmf } from '../recommender/scorers/gmf/gmf-training.ts';
import { tensorFlowTraining } from '../recommender/tensorflow/gmf-training.ts';
import { loadTensorFlow } from './tensorflow.ts';

/** What trains the network: SIMD kernels with gradients written by hand, or TensorFlow.js, which derives them. */
export type Engine = 'simd' | 'tensorflow';

/** @param warn is told in one line of what makes training slow */
export async function networkTraining(
  engine: Engine,
  warn: (line: string) => void,
): Promise<typeof trainGmf> {
  return engine === 'simd' ? trainGmf : tensorFlowTraining(await loadTensorFlow(warn));
}

import { trainGmf } from '../recommender/scorers/gmf/gmf-training.ts';
import { tensorFlowTraining } from '../recommender/tensorflow/gmf-training.ts';
import type { TensorFlow } from '../recommender/tensorflow/tensorflow.ts';

/** What trains the network: SIMD kernels with gradients written by hand, or TensorFlow.js, which derives them. */
export type Trainer = 'simd' | 'tensorflow';

/** @param warn is told in one line what makes training slow */
export async function loadNetworkTrainer(
  trainer: Trainer,
  warn: (line: string) => void,
): Promise<typeof trainGmf> {
  return trainer === 'simd' ? trainGmf : tensorFlowTraining(await loadTensorFlow(warn));
}

/**
 * TensorFlow.js on its native library. Where that cannot be loaded or does not run: TensorFlow.js in JavaScript alone.
 * @param warn is told in one line when JavaScript has to do
 * @param native the package with the native library; it is optional, so it may not be installed
 */
export async function loadTensorFlow(
  warn: (line: string) => void,
  native = '@tensorflow/tfjs-node',
): Promise<TensorFlow> {
  try {
    const { default: tf } = (await import(native)) as { default: TensorFlow };
    assertRuns(tf);
    return tf;
  } catch (error) {
    const [cause] = String(error instanceof Error ? error.message : error).split('\n');
    warn(
      `TensorFlow’s native library cannot be used (${cause}): TensorFlow.js trains in JavaScript instead, more slowly.`,
    );
    return loadInJavaScript();
  }
}

/** A library that loads may still not run: version 4.22 calls functions that Node 23 no longer has. */
function assertRuns(tf: TensorFlow): void {
  const [one] = tf.tidy(() => tf.matMul(tf.ones([1, 1]), tf.ones([1, 1])).dataSync());
  if (one !== 1) throw new Error('it cannot multiply');
}

async function loadInJavaScript(): Promise<TensorFlow> {
  await import('@tensorflow/tfjs-backend-cpu');
  // Brings the gradients of all operations, which the core alone leaves out.
  await import('@tensorflow/tfjs-layers');
  const tf = await import('@tensorflow/tfjs-core');
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return tf;
}

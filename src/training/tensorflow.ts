import type { TensorFlow } from '../recommender/tensorflow/tensorflow.ts';

/**
 * TensorFlow.js on its native library, or, where that cannot be loaded or does not run, in JavaScript alone.
 * @param warn is told of the second in one line
 * @param native the package with the native library; optional, so it may not be there
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

/** A library that loads may still not run: that of 4.22 calls functions which Node 23 no longer has. */
function assertRuns(tf: TensorFlow): void {
  const [one] = tf.tidy(() => tf.matMul(tf.ones([1, 1]), tf.ones([1, 1])).dataSync());
  if (one !== 1) throw new Error('it cannot multiply');
}

async function loadInJavaScript(): Promise<TensorFlow> {
  await import('@tensorflow/tfjs-backend-cpu');
  // For the gradients of all operations, which the core alone leaves out.
  await import('@tensorflow/tfjs-layers');
  const tf = await import('@tensorflow/tfjs-core');
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return tf;
}

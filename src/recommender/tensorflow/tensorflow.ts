/**
 * What is used of TensorFlow.js: its core. `@tensorflow/tfjs-node` has the same functions on its native library. Who
 * calls loads one of them; here it is only a type.
 */
export type TensorFlow = typeof import('@tensorflow/tfjs-core');

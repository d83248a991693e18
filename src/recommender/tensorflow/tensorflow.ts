/**
 * The part of TensorFlow.js that is used: its core. `@tensorflow/tfjs-node` has the same functions on its native library.
 * The caller loads one of them; here it is only a type.
 */
export type TensorFlow = typeof import('@tensorflow/tfjs-core');

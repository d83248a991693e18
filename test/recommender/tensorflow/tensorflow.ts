// TensorFlow.js as the tests have it: JavaScript alone, no native library.
import '@tensorflow/tfjs-backend-cpu';
// For the gradients of all operations, which the core alone leaves out.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';

tf.enableProdMode();

export { tf };

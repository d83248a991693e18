import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
// For the gradients of all operations, which the core alone leaves out.
import '@tensorflow/tfjs-layers';
import type { LossName } from '../../../src/recommender/scorers/gmf/loss-names.ts';
import type { DenseViews } from '../../../src/recommender/scorers/neumf/neumf-parameters.ts';

/** A batch as tensors: groups of one course taken and the courses drawn against it. */
export interface TensorBatch {
  /** groups × 16 */
  learners: Tensor2D;
  /** examples × 16, group by group */
  courses: Tensor2D;
  /** examples */
  bias: Tensor1D;
  dense: Record<keyof DenseViews, Tensor>;
  /** groups × 32: what dropout leaves of the first layer's units. */
  masks: Tensor2D;
  /** groups × size: 0 leaves a negative out. */
  weights: Tensor2D;
}

/** NeuMF and its losses in TensorFlow.js: what the hand-written kernels is measured and tested against. Summed loss. */
export function neumfLoss(
  batch: TensorBatch,
  loss: LossName,
  focusing: number,
  negativeShare: number,
): tf.Scalar {
  const { dense, weights } = batch;
  const [groups, size] = weights.shape;
  const perExample = (rows: Tensor) =>
    tf.reshape(tf.tile(tf.expandDims(rows, 1), [1, size, 1]), [groups * size, rows.shape[1]!]);
  const learnerHalf = tf.add(tf.matMul(batch.learners, dense.learnerLayer), dense.firstBias);
  const inputs = tf.add(tf.matMul(batch.courses, dense.courseLayer), perExample(learnerHalf));
  const first = tf.mul(tf.relu(inputs), perExample(batch.masks));
  const second = tf.relu(tf.add(tf.matMul(first, dense.secondLayer), dense.secondBias));
  const interactions = tf.mul(tf.mul(perExample(batch.learners), batch.courses), dense.gmf);
  const heads = tf.sum(tf.add(interactions, tf.mul(second, dense.output)), 1);
  const scores = tf.reshape(tf.add(heads, batch.bias), [groups, size]);
  const isTaken = tf.cast(tf.oneHot(tf.zeros([groups], 'int32'), size), 'float32');
  if (loss === 'softmax') {
    const correction = tf.add(tf.mul(tf.sub(1, isTaken), Math.log(negativeShare)), tf.log(weights));
    const all = tf.logSumExp(tf.add(scores, correction), 1);
    return tf.sum(tf.sub(all, tf.sum(tf.mul(scores, isTaken), 1)));
  }
  const right = tf.sigmoid(tf.mul(scores, tf.sub(tf.mul(isTaken, 2), 1)));
  const easiness = loss === 'focal' ? tf.pow(tf.sub(1, right), focusing) : tf.onesLike(right);
  return tf.neg(tf.sum(tf.mul(tf.mul(tf.log(right), easiness), weights)));
}

/** The parts of a dense block as tensors of their shapes. */
export function denseTensors(views: DenseViews): TensorBatch['dense'] {
  return {
    gmf: tf.tensor1d(views.gmf),
    learnerLayer: tf.tensor2d(views.learnerLayer, [16, 32]),
    courseLayer: tf.tensor2d(views.courseLayer, [16, 32]),
    firstBias: tf.tensor1d(views.firstBias),
    secondLayer: tf.tensor2d(views.secondLayer, [32, 16]),
    secondBias: tf.tensor1d(views.secondBias),
    output: tf.tensor1d(views.output),
  };
}

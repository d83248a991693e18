import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { impossible } from '../scorers/gmf/gmf-step.ts';
import type { LossName } from '../scorers/gmf/loss-names.ts';
import type { NextCoursesBatch } from './next-courses.ts';
import type { TensorFlow } from './tensorflow.ts';

/** `GmfParameters` as tensors. */
export interface GmfTensors {
  /** courses × dimensions */
  history: Tensor2D;
  candidates: Tensor2D;
  /** 1 × courses */
  bias: Tensor2D;
}

/** Tensors with the values of the parameters. */
export function gmfTensors(
  tf: TensorFlow,
  { history, candidates, bias }: Record<keyof GmfTensors, Float32Array>,
): GmfTensors {
  const dimensions = candidates.length / bias.length;
  return {
    history: tf.tensor2d(history, [bias.length, dimensions]),
    candidates: tf.tensor2d(candidates, [bias.length, dimensions]),
    bias: tf.tensor2d(bias, [1, bias.length]),
  };
}

/**
 * Summed loss, in nats, of the next course among those that the learner does not have. The learners are a matrix
 * product of shares and history, which needs no gradient of a look-up.
 */
export function gmfLoss(
  tf: TensorFlow,
  { history, candidates, bias }: GmfTensors,
  { size, ...batch }: NextCoursesBatch,
  loss: LossName,
): Scalar {
  const matrix = (values: Float32Array) => tf.tensor2d(values, [size, values.length / size]);
  const learners = tf.matMul(matrix(batch.shares), history);
  const logits = tf.add(tf.matMul(learners, candidates, false, true), bias);
  const possible = tf.add(logits, tf.mul(matrix(batch.taken), impossible));
  const targets = matrix(batch.targets);
  if (loss === 'softmax') return tf.neg(tf.sum(tf.mul(tf.logSoftmax(possible), targets)));
  // The logit of what is right of each course: that it was taken, or that it was not.
  const right = tf.mul(possible, tf.sub(tf.mul(targets, 2), 1));
  const entropies = tf.softplus(tf.neg(right));
  return tf.sum(loss === 'bce' ? entropies : tf.mul(tf.square(tf.sigmoid(tf.neg(right))), entropies));
}

/** What L2 adds to the loss of a batch: all candidates, and a row of the history table for each example it counts in. */
export function gmfPenalty(
  tf: TensorFlow,
  { history, candidates }: GmfTensors,
  { uses }: NextCoursesBatch,
  l2: number,
): Scalar {
  const counted = tf.mul(tf.square(history), tf.tensor2d(uses, [uses.length, 1]));
  return tf.mul(tf.add(tf.sum(tf.square(candidates)), tf.sum(counted)), l2 / 2);
}

import type { Rank, Variable } from '@tensorflow/tfjs-core';
import type { Dataset } from '../data/dataset.ts';
import { DivergedError } from '../data/errors.ts';
import { logPopularity } from '../data/popularity-counts.ts';
import { Gmf } from '../scorers/gmf/gmf.ts';
import { firstSquare } from '../scorers/gmf/gmf-step.ts';
import type { GmfEpoch, GmfTrainingOptions, trainGmf } from '../scorers/gmf/gmf-training.ts';
import { type GmfTensors, gmfLoss, gmfPenalty, gmfTensors } from './gmf-loss.ts';
import { NextCourses, type NextCoursesBatch } from './next-courses.ts';
import type { TensorFlow } from './tensorflow.ts';

/**
 * `trainGmf` in TensorFlow.js with automatic differentiation: the same model, loss, examples, batches and dropout from
 * the same seed. It differs in one thing: the rows of the history table take one step of Adagrad a batch, where
 * `trainGmf` takes one for each example. The option `threads` has no effect: TensorFlow has its own.
 */
export function tensorFlowTraining(tf: TensorFlow): typeof trainGmf {
  return (dataset, start, options) => train(tf, dataset, start, options);
}

/** @throws DivergedError */
function* train(
  tf: TensorFlow,
  dataset: Dataset,
  start: Float32Array,
  options: GmfTrainingOptions,
): Generator<GmfEpoch, never> {
  const parameters = { history: start.slice(), candidates: start.slice(), bias: logPopularity(dataset) };
  const model = new Gmf(parameters, options, options.dimensions);
  const variables = variablesOf(tf, parameters);
  const adagrad = tf.train.adagrad(options.learningRate, firstSquare);
  const step = (batch: NextCoursesBatch): number => {
    let loss = 0;
    adagrad.minimize(
      () => {
        const ofBatch = gmfLoss(tf, variables, batch, options.loss);
        loss = ofBatch.dataSync()[0]!;
        return tf.add(ofBatch, gmfPenalty(tf, variables, batch, options.l2));
      },
      false,
      Object.values(variables),
    );
    return loss;
  };
  try {
    const nextCourses = new NextCourses(dataset, options);
    const { examples } = nextCourses;
    for (let epoch = 1; ; epoch++) {
      let loss = 0;
      for (const batch of nextCourses.epoch()) loss += step(batch);
      if (!Number.isFinite(loss)) throw new DivergedError(epoch);
      for (const name of ['history', 'candidates', 'bias'] as const)
        parameters[name].set(variables[name].dataSync());
      yield { epoch, loss: loss / Math.max(1, examples), examples, model };
    }
  } finally {
    adagrad.dispose();
    tf.dispose(Object.values(variables));
  }
}

function variablesOf(
  tf: TensorFlow,
  parameters: Record<keyof GmfTensors, Float32Array>,
): { [name in keyof GmfTensors]: Variable<Rank.R2> } {
  return tf.tidy(() => {
    const { history, candidates, bias } = gmfTensors(tf, parameters);
    return { history: tf.variable(history), candidates: tf.variable(candidates), bias: tf.variable(bias) };
  });
}

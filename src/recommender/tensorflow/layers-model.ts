import type { Gmf } from '../scorers/gmf/gmf.ts';
import { historyLimit } from '../scorers/gmf/learner-embedding.ts';

/** What `tf.io.fromMemory` takes and `tf.loadLayersModel` reads, made without TensorFlow.js. */
export interface LayersModel {
  format: 'layers-model';
  generatedBy: string;
  convertedBy: null;
  modelTopology: object;
  weightSpecs: { name: string; shape: number[]; dtype: 'float32' }[];
  /** The weights in the order of their specifications, little-endian. */
  weightData: ArrayBuffer;
  userDefinedMetadata: { input: InputDescription };
}

/** How the input of the exported network is made of the courses that a learner took. */
export interface InputDescription {
  /** Courses after which a course counts half. */
  halfLife: number;
  normalisation: number;
  /** The most recent courses that are looked at. */
  mostRecent: number;
  rule: string;
}

/**
 * The network as a Keras model of two dense layers: shares of courses [courses] → learner [dimensions] → scores [courses]. The
 * first layer's kernel is the history table, the second's the candidates, transposed.
 */
export function layersModel({ parameters, embedding, dimensions }: Gmf): LayersModel {
  const { history, candidates, bias } = parameters;
  const courses = bias.length;
  const weights = [
    { name: 'learner/kernel', shape: [courses, dimensions], values: history },
    { name: 'scores/kernel', shape: [dimensions, courses], values: transposed(candidates, dimensions) },
    { name: 'scores/bias', shape: [courses], values: bias },
  ];
  return {
    format: 'layers-model',
    generatedBy: 'Next Courses',
    convertedBy: null,
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name: 'next_courses',
        layers: [
          dense('learner', dimensions, { use_bias: false, batch_input_shape: [null, courses] }),
          dense('scores', courses, { use_bias: true }),
        ],
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightSpecs: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
    weightData: joined(weights.map(({ values }) => values)),
    userDefinedMetadata: { input: inputDescription(embedding) },
  };
}

function inputDescription({ halfLife, normalisation }: Gmf['embedding']): InputDescription {
  return {
    halfLife,
    normalisation,
    mostRecent: historyLimit,
    rule:
      `A number for each row of courses.json, 0 where the learner does not have the course. ` +
      `Of the ${historyLimit} courses taken last, the n-th from the end (the last one is n = 0) weighs ` +
      `w = 0.5^(n / ${halfLife}); its number is w / (sum of all w)^${normalisation}.`,
  };
}

function dense(name: string, units: number, config: object): object {
  return { class_name: 'Dense', config: { name, units, activation: 'linear', dtype: 'float32', ...config } };
}

/** courses × dimensions → dimensions × courses */
function transposed(candidates: Float32Array, dimensions: number): Float32Array {
  const courses = candidates.length / dimensions;
  return candidates.map((_, i) => candidates[(i % courses) * dimensions + Math.floor(i / courses)]!);
}

function joined(arrays: readonly Float32Array[]): ArrayBuffer {
  const all = new Float32Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all.buffer;
}

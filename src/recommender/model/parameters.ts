import type { Random } from '../random.ts';
import type { TfIdf } from '../text/tf-idf.ts';

/** Dimensions of the shared space of learners and courses. */
export const dimensions = 16;
/** Widths of the multi-layer branch. */
export const firstLayer = 32;
export const secondLayer = 16;

/**
 * Everything that training changes. Matrices are row-major. There is no table of learners: a learner is the
 * recency-weighted mean of `history` rows, so nothing personal is in the model and a new course counts at once.
 */
export interface Parameters {
  /** courses × dimensions: a course as something to recommend. */
  candidates: Float32Array;
  /** courses × dimensions: a course as something already taken. */
  history: Float32Array;
  /** courses: how much a course is taken by anybody. */
  bias: Float32Array;
  /** dimensions: output weights of the GMF branch. */
  gmf: Float32Array;
  /** dimensions × firstLayer, for the learner's half of the input. */
  learnerLayer: Float32Array;
  /** dimensions × firstLayer, for the course's half. */
  courseLayer: Float32Array;
  firstBias: Float32Array;
  /** firstLayer × secondLayer. */
  secondWeights: Float32Array;
  secondBias: Float32Array;
  /** secondLayer: output weights of the multi-layer branch. */
  mlp: Float32Array;
}

/** Parameters with a row for every course; the rest are shared by all. */
export const tables = { candidates: dimensions, history: dimensions, bias: 1 } as const;
export type TableName = keyof typeof tables;
export type DenseName = Exclude<keyof Parameters, TableName>;
export const denseNames: readonly DenseName[] = [
  'gmf',
  'learnerLayer',
  'courseLayer',
  'firstBias',
  'secondWeights',
  'secondBias',
  'mlp',
];

/** All zero. */
export function emptyParameters(courses: number): Parameters {
  return {
    candidates: new Float32Array(courses * dimensions),
    history: new Float32Array(courses * dimensions),
    bias: new Float32Array(courses),
    gmf: new Float32Array(dimensions),
    learnerLayer: new Float32Array(dimensions * firstLayer),
    courseLayer: new Float32Array(dimensions * firstLayer),
    firstBias: new Float32Array(firstLayer),
    secondWeights: new Float32Array(firstLayer * secondLayer),
    secondBias: new Float32Array(secondLayer),
    mlp: new Float32Array(secondLayer),
  };
}

/** He initialisation for the layers; course vectors start where their texts are. */
export function initialParameters(texts: TfIdf, random: Random): Parameters {
  const parameters = emptyParameters(texts.offsets.length - 1);
  const fill = (array: Float32Array, deviation: number) => {
    for (let i = 0; i < array.length; i++) array[i] = random.normal() * deviation;
  };
  parameters.gmf.fill(1);
  fill(parameters.learnerLayer, Math.sqrt(1 / dimensions));
  fill(parameters.courseLayer, Math.sqrt(1 / dimensions));
  fill(parameters.secondWeights, Math.sqrt(2 / firstLayer));
  fill(parameters.mlp, Math.sqrt(1 / secondLayer));
  const start = projectTexts(texts, random);
  parameters.candidates.set(start);
  parameters.history.set(start);
  return parameters;
}

/** Random projection of TF-IDF rows (Johnson and Lindenstrauss 1984): similar texts start near each other. */
function projectTexts(texts: TfIdf, random: Random): Float32Array {
  const rows = texts.offsets.length - 1;
  const projection = Float32Array.from({ length: texts.vocabulary.length * dimensions }, () =>
    random.normal(),
  );
  const projected = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const start = texts.offsets[row] as number;
    const end = texts.offsets[row + 1] as number;
    for (let k = 0; k < dimensions; k++) {
      // A course without text starts near the origin, and not on it: a gradient needs somewhere to go.
      let sum = start === end ? 0.1 * random.normal() : 0;
      for (let i = start; i < end; i++)
        sum +=
          (texts.values[i] as number) * (projection[(texts.terms[i] as number) * dimensions + k] as number);
      projected[row * dimensions + k] = 0.3 * sum;
    }
  }
  return projected;
}

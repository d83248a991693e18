import type { LearnerQuery } from '../../data/scorer.ts';
import { type Allocator, allocateMemory, Kernels } from '../../kernels/kernels.ts';
import { dimensions } from '../gmf/dimensions.ts';
import { embedLearner, type LearnerEmbeddingOptions } from '../gmf/learner-embedding.ts';
import {
  type DenseViews,
  denseSize,
  denseViews,
  firstUnits,
  type NeuMfParameters,
  secondUnits,
} from './neumf-parameters.ts';

/**
 * Neural matrix factorisation (He et al. 2017): a generalised matrix factorisation and a multi-layer branch over the
 * same vectors of a learner u and a course p,
 *   score = Σ gmf · u · p + output · relu(relu([u, p] · W₁ + b₁) · W₂ + b₂) + bias.
 */
export class NeuMf {
  readonly parameters: NeuMfParameters;
  readonly options: LearnerEmbeddingOptions & { learner: 'table' | 'history' };

  constructor(parameters: NeuMfParameters, options: NeuMf['options']) {
    this.parameters = parameters;
    this.options = options;
  }

  get courseCount(): number {
    return this.parameters.bias.length;
  }

  /** Writes the vector of the learner: dimensions. */
  embed({ learner, history }: LearnerQuery, out: Float32Array): void {
    const { learners } = this.parameters;
    if (this.options.learner === 'history') embedLearner(learners, history, this.options, out);
    else out.set(learners.subarray(learner * dimensions, (learner + 1) * dimensions));
  }

  /** A copy with parameters of its own, which the training does not change. */
  copy(): NeuMf {
    const { learners, candidates, bias, dense } = this.parameters;
    const own = {
      learners: learners.slice(),
      candidates: candidates.slice(),
      bias: bias.slice(),
      dense: dense.slice(),
    };
    return new NeuMf(own, this.options);
  }
}

/** Scores the whole catalogue for one learner after another. The course's half of the first layer is computed once. */
export class NeuMfScorer {
  readonly #model: NeuMf;
  readonly #kernels: Kernels;
  readonly #arrays: ReturnType<typeof scoringArrays>;
  readonly #dense: DenseViews;

  /** @param model as it is now: later changes of its parameters are not seen */
  constructor(model: NeuMf) {
    const { courseCount, parameters } = model;
    this.#model = model.copy();
    this.#kernels = new Kernels(allocateMemory((allocator) => scoringArrays(allocator, courseCount)));
    this.#arrays = scoringArrays(this.#kernels, courseCount);
    const { dense, candidates, courseHalf, ones } = this.#arrays;
    dense.set(parameters.dense);
    candidates.set(parameters.candidates);
    ones.fill(1);
    this.#dense = denseViews(dense);
    this.#kernels.run.multiply(
      courseHalf.byteOffset,
      candidates.byteOffset,
      this.#dense.courseLayer.byteOffset,
      courseCount,
      firstUnits,
      dimensions,
      dimensions * 4,
      4,
      false,
    );
  }

  score(query: LearnerQuery, out: Float32Array): void {
    const { multiply, rectifyGroups, rectify, headScores } = this.#kernels.run;
    const { learner, learnerHalf, courseHalf, first, second, ones, candidates, scores } = this.#arrays;
    const dense = this.#dense;
    const { courseCount } = this.#model;
    this.#model.embed(query, learner);
    for (let h = 0; h < firstUnits; h++) {
      let sum = dense.firstBias[h]!;
      for (let k = 0; k < dimensions; k++) sum += learner[k]! * dense.learnerLayer[k * firstUnits + h]!;
      learnerHalf[h] = sum;
    }
    first.set(courseHalf);
    const at = (array: Float32Array) => array.byteOffset;
    rectifyGroups(at(first), at(learnerHalf), at(ones), 1, courseCount, firstUnits);
    const layer = at(dense.secondLayer);
    multiply(at(second), at(first), layer, courseCount, secondUnits, firstUnits, firstUnits * 4, 4, false);
    rectify(at(second), at(dense.secondBias), courseCount, secondUnits);
    headScores(
      at(scores),
      at(learner),
      at(candidates),
      at(dense.gmf),
      at(second),
      at(dense.output),
      1,
      courseCount,
    );
    const { bias } = this.#model.parameters;
    for (let course = 0; course < courseCount; course++) out[course] = scores[course]! + bias[course]!;
  }
}

function scoringArrays(allocator: Allocator, courseCount: number) {
  const floats = (length: number) => allocator.floats(length);
  return {
    dense: floats(denseSize),
    candidates: floats(courseCount * dimensions),
    courseHalf: floats(courseCount * firstUnits),
    first: floats(courseCount * firstUnits),
    second: floats(courseCount * secondUnits),
    learner: floats(dimensions),
    learnerHalf: floats(firstUnits),
    ones: floats(firstUnits),
    scores: floats(courseCount),
  };
}

import type { ExplainableScorer, Query } from '../../data/scorer.ts';
import {
  type AttentionParameters,
  type AttentionShape,
  type DenseViews,
  denseViews,
  inputScale,
  longestHistory,
} from './attention-parameters.ts';

/** Courses whose keys and values are kept, at most. */
const mostKept = 4_096;
const epsilon = 1e-5;

/** What a course is in a history, whatever the rest of it. */
interface CourseRow {
  /** dimensions: the course itself, and the query it asks where it is the last. */
  input: Float64Array;
  normalised: Float64Array;
  key: Float64Array;
  value: Float64Array;
}

/**
 * A learner by attention (SASRec, Kang and McAuley 2018, one block): the course taken last looks at those before it, by
 * what they are and how far back they are; a hidden layer makes the learner's vector of what it sees. Score = vector ·
 * course + bias. Where a course stands is not part of it, only how far back, so that a course has the same key and value
 * in every history.
 */
export class AttentionNetwork implements ExplainableScorer {
  readonly parameters: AttentionParameters;
  readonly shape: AttentionShape;
  readonly #dense: DenseViews;
  readonly #rows = new Map<number, CourseRow>();
  /** What was asked last: explanations ask about several courses of one query. */
  #asked: { history: Int32Array; vectors: Map<number, Float64Array> } | undefined;
  #meanBias: number | undefined;

  constructor(parameters: AttentionParameters, { dimensions, heads }: AttentionShape) {
    this.parameters = parameters;
    this.shape = { dimensions, heads };
    this.#dense = denseViews(this.shape, parameters.dense);
  }

  score({ history }: Query, out: Float32Array, courses?: Int32Array): void {
    const vector = this.#vectorWithout(history, -1);
    if (courses) for (const course of courses) out[course] = this.#product(vector, course);
    else for (let course = 0; course < out.length; course++) out[course] = this.#product(vector, course);
  }

  scoreWithout({ history }: Query, course: number, places: readonly number[], out: Float64Array): void {
    out[0] = this.#product(this.#vectorWithout(history, -1), course);
    for (let i = 0; i < places.length; i++)
      out[i + 1] = this.#product(this.#vectorWithout(history, places[i]!), course);
  }

  /** Popular courses have a high bias: for the average course it is the mean. */
  personalScore(score: number, course: number): number {
    const { bias } = this.parameters;
    this.#meanBias ??= bias.reduce((sum, value) => sum + value, 0) / bias.length;
    return score - (bias[course]! - this.#meanBias);
  }

  /** A copy with parameters of its own, which the training does not change. */
  copy(): AttentionNetwork {
    const { courses, bias, dense } = this.parameters;
    return new AttentionNetwork(
      { courses: courses.slice(), bias: bias.slice(), dense: dense.slice() },
      this.shape,
    );
  }

  #product(vector: Float64Array, course: number): number {
    const { courses, bias } = this.parameters;
    let sum = bias[course]!;
    for (let k = 0, at = course * vector.length; k < vector.length; k++) sum += vector[k]! * courses[at + k]!;
    return sum;
  }

  /** The learner's vector, as if the course at a place had not been taken; −1: as it is. */
  #vectorWithout(history: Int32Array, place: number): Float64Array {
    if (!this.#asked || !isSame(this.#asked.history, history))
      this.#asked = { history: history.slice(), vectors: new Map() };
    let vector = this.#asked.vectors.get(place);
    if (!vector) {
      vector = this.#vectorOf(place < 0 ? history : history.filter((_, i) => i !== place));
      this.#asked.vectors.set(place, vector);
    }
    return vector;
  }

  #vectorOf(history: Int32Array): Float64Array {
    const { dimensions, heads } = this.shape;
    const dense = this.#dense;
    const vector = new Float64Array(dimensions);
    if (history.length === 0) return vector;
    const rows = Array.from(history.subarray(-longestHistory), (course) => this.#rowOf(course));
    const last = rows.at(-1)!;
    const query = times(last.normalised, dense.query);
    const seen = new Float64Array(dimensions);
    const width = dimensions / heads;
    const shares = new Float64Array(rows.length);
    for (let h = 0; h < heads; h++) {
      const from = h * width;
      let largest = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < rows.length; j++) {
        const { key } = rows[j]!;
        let product = 0;
        for (let k = from; k < from + width; k++) product += query[k]! * key[k]!;
        shares[j] = product / Math.sqrt(width) + dense.distances[h * longestHistory + rows.length - 1 - j]!;
        if (shares[j]! > largest) largest = shares[j]!;
      }
      let total = 0;
      for (let j = 0; j < rows.length; j++) {
        shares[j] = Math.exp(shares[j]! - largest);
        total += shares[j]!;
      }
      for (let j = 0; j < rows.length; j++) {
        const { value } = rows[j]!;
        const share = shares[j]! / total;
        for (let k = from; k < from + width; k++) seen[k]! += share * value[k]!;
      }
    }
    const attended = times(seen, dense.attended);
    for (let k = 0; k < dimensions; k++) attended[k]! += last.input[k]!;
    const hidden = times(normalised(attended, dense.hiddenGain, dense.hiddenOffset), dense.hidden);
    for (let k = 0; k < dimensions; k++) hidden[k] = Math.max(0, hidden[k]! + dense.hiddenBias[k]!);
    const output = times(hidden, dense.output);
    for (let k = 0; k < dimensions; k++) output[k]! += attended[k]!;
    return normalised(output, dense.resultGain, dense.resultOffset);
  }

  #rowOf(course: number): CourseRow {
    let row = this.#rows.get(course);
    if (!row) {
      const { dimensions } = this.shape;
      const dense = this.#dense;
      const scale = inputScale(this.shape);
      const vector = this.parameters.courses.subarray(course * dimensions, (course + 1) * dimensions);
      const input = Float64Array.from(vector, (value) => scale * value);
      const x = normalised(input, dense.attentionGain, dense.attentionOffset);
      row = { input, normalised: x, key: times(x, dense.key), value: times(x, dense.value) };
      if (this.#rows.size >= mostKept) this.#rows.clear();
      this.#rows.set(course, row);
    }
    return row;
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Vector · matrix, which is square. */
function times(vector: Float64Array, matrix: Float32Array): Float64Array {
  const { length } = vector;
  const out = new Float64Array(length);
  for (let i = 0, at = 0; i < length; i++) {
    const x = vector[i]!;
    for (let k = 0; k < length; k++, at++) out[k]! += x * matrix[at]!;
  }
  return out;
}

/** Layer normalisation. */
function normalised(row: Float64Array, gain: Float32Array, offset: Float32Array): Float64Array {
  const { length } = row;
  let mean = 0;
  for (let k = 0; k < length; k++) mean += row[k]! / length;
  let variance = 0;
  for (let k = 0; k < length; k++) variance += (row[k]! - mean) ** 2 / length;
  const inverse = 1 / Math.sqrt(variance + epsilon);
  return row.map((value, k) => (value - mean) * inverse * gain[k]! + offset[k]!);
}

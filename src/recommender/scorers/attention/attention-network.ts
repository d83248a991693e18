import type { ExplainableScorer, Query } from '../../data/scorer.ts';
import { addProducts } from '../gmf/products.ts';
import {
  type AttentionParameters,
  type AttentionShape,
  type DenseViews,
  denseViews,
  inputScale,
  longestHistory,
} from './attention-parameters.ts';
import { hiddenLayer, rowsAtOnce } from './hidden-layer.ts';

/** Courses whose keys and values are kept, at most. */
const mostKept = 4_096;
const epsilon = 1e-5;

/** What a course is in a history, whatever the rest of it. */
interface CourseRow {
  /** dimensions */
  input: Float64Array;
  normalised: Float64Array;
  key: Float64Array;
  /** dimensions: what it asks where it is the last course; computed when it first is. */
  query?: Float64Array | undefined;
  /** heads × dimensions: what each head adds to a learner's vector where it looks at nothing else. */
  values: Float64Array;
}

/**
 * A learner by attention (SASRec, Kang and McAuley 2018, one block): the course taken last looks at those before it, by
 * what they are and how far back they are; a hidden layer makes the learner's vector of what it sees. Score = vector ·
 * course + bias. Where a course stands is not part of it, only how far back, so that a course has the same key and value
 * in every history. The parameters must not change while it is asked: it keeps what it has computed of them.
 */
export class AttentionNetwork implements ExplainableScorer {
  readonly parameters: AttentionParameters;
  readonly shape: AttentionShape;
  readonly #dense: DenseViews;
  readonly #rows = new Map<number, CourseRow>();
  /** What was asked last: explanations ask about several courses of one query. */
  #asked: { history: Int32Array; vectors: (Float32Array | undefined)[] } | undefined;
  #meanBias: number | undefined;

  constructor(parameters: AttentionParameters, { dimensions, heads }: AttentionShape) {
    this.parameters = parameters;
    this.shape = { dimensions, heads };
    this.#dense = denseViews(this.shape, parameters.dense);
  }

  score({ history }: Query, out: Float32Array, courses?: Int32Array): void {
    const vector = this.#vectors(history, [])[0]!;
    if (courses) {
      for (let c = 0; c < courses.length; c++) out[courses[c]!] = this.#product(vector, courses[c]!);
    } else {
      out.set(this.parameters.bias);
      addProducts(vector, this.parameters.courses, out);
    }
  }

  scoreWithout({ history }: Query, course: number, places: readonly number[], out: Float64Array): void {
    const vectors = this.#vectors(history, places);
    out[0] = this.#product(vectors[0]!, course);
    for (let i = 0; i < places.length; i++) out[i + 1] = this.#product(vectors[places[i]! + 1]!, course);
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

  #product(vector: Float32Array, course: number): number {
    const { courses, bias } = this.parameters;
    // Four sums that do not wait for each other.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0, at = course * vector.length; k < vector.length; k += 4, at += 4) {
      a += vector[k]! * courses[at]!;
      b += vector[k + 1]! * courses[at + 1]!;
      c += vector[k + 2]! * courses[at + 2]!;
      d += vector[k + 3]! * courses[at + 3]!;
    }
    return bias[course]! + (a + b + (c + d));
  }

  /**
   * The learner's vector, and at place + 1 what it would be had the course at that place not been taken.
   * @param places that are needed
   */
  #vectors(history: Int32Array, places: readonly number[]): readonly (Float32Array | undefined)[] {
    if (!this.#asked || !isSame(this.#asked.history, history))
      this.#asked = { history: history.slice(), vectors: [] };
    const { vectors } = this.#asked;
    const missing = [-1, ...places].filter((place) => !vectors[place + 1]);
    for (let from = 0; from < missing.length; from += rowsAtOnce) {
      const some = missing.slice(from, from + rowsAtOnce);
      this.#compute(history, some, vectors);
    }
    return vectors;
  }

  #compute(history: Int32Array, without: readonly number[], vectors: (Float32Array | undefined)[]): void {
    const { dimensions } = this.shape;
    // One more than is looked at: where a course is left out, the one before them all comes in.
    const first = Math.max(0, history.length - longestHistory - 1);
    const rows = Array.from(history.subarray(first), (course) => this.#rowOf(course));
    const products = new Map<CourseRow, Float64Array>();
    const computed = hiddenLayer(this.#dense, dimensions, without.length, (i, to, at) => {
      const removed = without[i]! - first;
      const lookers = removed === rows.length - 1 ? rows.slice(0, -1) : rows;
      const looker = lookers.at(-1);
      if (!looker) {
        to.fill(0, at, at + dimensions);
        return;
      }
      let own = products.get(looker);
      if (!own) {
        own = this.#productsOf(looker, lookers);
        products.set(looker, own);
      }
      this.#attend(lookers, removed, own, to, at);
    });
    for (const [i, place] of without.entries()) {
      const isNewcomer = history.length === (place < 0 ? 0 : 1);
      vectors[place + 1] = isNewcomer
        ? new Float32Array(dimensions)
        : computed.slice(i * dimensions, (i + 1) * dimensions);
    }
  }

  /** How well what a course asks goes with each of some courses: rows × heads. */
  #productsOf(looker: CourseRow, rows: readonly CourseRow[]): Float64Array {
    const { dimensions, heads } = this.shape;
    looker.query ??= times(looker.normalised, this.#dense.query);
    const { query } = looker;
    const width = dimensions / heads;
    const products = new Float64Array(rows.length * heads);
    for (let j = 0, p = 0; j < rows.length; j++) {
      const { key } = rows[j]!;
      for (let h = 0; h < heads; h++, p++) {
        let product = 0;
        for (let k = h * width; k < (h + 1) * width; k++) product += query[k]! * key[k]!;
        products[p] = product / Math.sqrt(width);
      }
    }
    return products;
  }

  /**
   * Writes what the last of some courses attends to, and itself.
   * @param removed place of one that is left out; −1 or one that is not there: none
   */
  #attend(
    rows: readonly CourseRow[],
    removed: number,
    products: Float64Array,
    to: Float32Array,
    at: number,
  ): void {
    const { dimensions, heads } = this.shape;
    const { distances } = this.#dense;
    const shares = new Float64Array(rows.length);
    to.set(rows.at(-1)!.input, at);
    for (let h = 0; h < heads; h++) {
      let largest = Number.NEGATIVE_INFINITY;
      let distance = 0;
      for (let j = rows.length - 1; j >= 0; j--) {
        shares[j] = Number.NEGATIVE_INFINITY;
        if (j === removed || distance === longestHistory) continue;
        shares[j] = products[j * heads + h]! + distances[h * longestHistory + distance++]!;
        if (shares[j]! > largest) largest = shares[j]!;
      }
      let total = 0;
      for (let j = 0; j < rows.length; j++) {
        shares[j] = Math.exp(shares[j]! - largest);
        total += shares[j]!;
      }
      for (let j = 0; j < rows.length; j++) {
        const { values } = rows[j]!;
        const share = shares[j]! / total;
        if (share === 0) continue;
        for (let k = 0, v = h * dimensions; k < dimensions; k++, v++) to[at + k]! += share * values[v]!;
      }
    }
  }

  #rowOf(course: number): CourseRow {
    let row = this.#rows.get(course);
    if (!row) {
      const { dimensions } = this.shape;
      const dense = this.#dense;
      const scale = inputScale(this.shape);
      const input = new Float64Array(dimensions);
      for (let k = 0, at = course * dimensions; k < dimensions; k++, at++)
        input[k] = scale * this.parameters.courses[at]!;
      const x = normalised(input, dense.attentionGain, dense.attentionOffset);
      const values = this.#valuesOf(times(x, dense.value));
      row = { input, normalised: x, key: times(x, dense.key), values };
      if (this.#rows.size >= mostKept) this.#rows.clear();
      this.#rows.set(course, row);
    }
    return row;
  }

  /** Each head's part of a value, through the weights of what was attended to: heads × dimensions. */
  #valuesOf(value: Float64Array): Float64Array {
    const { dimensions, heads } = this.shape;
    const { attended } = this.#dense;
    const values = new Float64Array(heads * dimensions);
    const width = dimensions / heads;
    for (let i = 0; i < dimensions; i++) {
      const from = Math.floor(i / width) * dimensions;
      for (let k = 0; k < dimensions; k++) values[from + k]! += value[i]! * attended[i * dimensions + k]!;
    }
    return values;
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
  const out = new Float64Array(length);
  for (let k = 0; k < length; k++) out[k] = (row[k]! - mean) * inverse * gain[k]! + offset[k]!;
  return out;
}

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
/** Histories whose vectors are kept: that of the learner who asks, and parts of it that explanations do without. */
const mostAsked = 8;
const epsilon = 1e-5;
/** What is looked at e⁶⁰⁰ times less than the most is still looked at, so that there is something where it is all that is left. */
const leastLogit = -600;

/** What a course is in a history, whatever the rest of it. */
interface CourseRow {
  /** dimensions */
  input: Float64Array;
  normalised: Float64Array;
  key: Float64Array;
  /** dimensions: what it asks where it is the last course; computed when it first is. */
  query?: Float64Array | undefined;
  /** heads × dimensions: what each head adds to a learner's vector where it looks at nothing else. */
  values: Float32Array;
}

/** How much is looked at each course by each head, courses × heads: as things are, and were the course one place nearer. */
interface Weights {
  asIs: number[];
  nearer: number[];
}

/** A history with learners' vectors, as far as they were needed: row 0 is the learner's, row place + 1 the one without the course at that place. */
interface Asked {
  history: Int32Array;
  /** Rows × dimensions, one more than courses at least. */
  vectors: Float32Array;
  /** By row. */
  isKnown: boolean[];
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
  /** What was asked last, the newest first: explanations ask about several courses of one query. */
  readonly #asked: Asked[] = [];
  #meanBias: number | undefined;

  constructor(parameters: AttentionParameters, { dimensions, heads }: AttentionShape) {
    this.parameters = parameters;
    this.shape = { dimensions, heads };
    this.#dense = denseViews(this.shape, parameters.dense);
  }

  score({ history }: Query, out: Float32Array, courses?: Int32Array): void {
    const vectors = this.#vectors(history, []);
    if (courses) {
      for (let c = 0; c < courses.length; c++) this.#writeProduct(vectors, 0, courses[c]!, out, courses[c]!);
    } else {
      out.set(this.parameters.bias);
      addProducts(vectors.subarray(0, this.shape.dimensions), this.parameters.courses, out);
    }
  }

  scoreWithout({ history }: Query, course: number, places: readonly number[], out: Float64Array): void {
    const vectors = this.#vectors(history, places);
    this.#writeProduct(vectors, 0, course, out, 0);
    for (let i = 0; i < places.length; i++) this.#writeProduct(vectors, places[i]! + 1, course, out, i + 1);
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

  /** Writes it where it belongs: a number that is returned would be an object of its own. */
  #writeProduct(
    vectors: Float32Array,
    row: number,
    course: number,
    out: Float32Array | Float64Array,
    to: number,
  ): void {
    const { courses, bias } = this.parameters;
    const { dimensions } = this.shape;
    const end = (row + 1) * dimensions;
    // Four sums that do not wait for each other.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = row * dimensions, at = course * dimensions; k < end; k += 4, at += 4) {
      a += vectors[k]! * courses[at]!;
      b += vectors[k + 1]! * courses[at + 1]!;
      c += vectors[k + 2]! * courses[at + 2]!;
      d += vectors[k + 3]! * courses[at + 3]!;
    }
    out[to] = bias[course]! + (a + b + (c + d));
  }

  /**
   * The learner's vector in row 0, and in row place + 1 what it would be had the course at that place not been taken.
   * @param places that are needed
   */
  #vectors(history: Int32Array, places: readonly number[]): Float32Array {
    const { vectors, isKnown } = this.#askedAbout(history);
    const missing: number[] = [];
    if (!isKnown[0]) missing.push(-1);
    for (let i = 0; i < places.length; i++) if (!isKnown[places[i]! + 1]) missing.push(places[i]!);
    for (let from = 0; from < missing.length; from += rowsAtOnce)
      this.#compute(history, missing.slice(from, from + rowsAtOnce), vectors);
    for (let i = 0; i < missing.length; i++) isKnown[missing[i]! + 1] = true;
    return vectors;
  }

  /** What is known of a history: nothing, where it was not asked about lately. */
  #askedAbout(history: Int32Array): Asked {
    const known = this.#asked.find((asked) => isSame(asked.history, history));
    if (known) return known;
    const length = (history.length + 1) * this.shape.dimensions;
    // The memory of what nobody asks about any more serves again: each question would otherwise leave some.
    const gone = this.#asked.length < mostAsked ? undefined : this.#asked.pop();
    const vectors = gone && gone.vectors.length >= length ? gone.vectors : new Float32Array(length);
    const asked: Asked = { history: history.slice(), vectors, isKnown: [] };
    this.#asked.unshift(asked);
    return asked;
  }

  /** Writes vectors into their rows. @param without the places that are left out, one after the other; below 0: none */
  #compute(history: Int32Array, without: readonly number[], vectors: Float32Array): void {
    const { dimensions, heads } = this.shape;
    // One more than is looked at: where a course is left out, the one before them all comes in.
    const first = Math.max(0, history.length - longestHistory - 1);
    const rows: CourseRow[] = [];
    for (let place = first; place < history.length; place++) rows.push(this.#rowOf(history[place]!));
    const parts = rows.length * heads;
    const computed = hiddenLayer(
      this.#dense,
      dimensions,
      without.length,
      parts,
      ({ lookers, shares, values }) => {
        for (let j = 0; j < rows.length; j++) values.set(rows[j]!.values, j * heads * dimensions);
        shares.fill(0, 0, without.length * parts);
        let all: Weights | undefined;
        let allButLast: Weights | undefined;
        for (let i = 0; i < without.length; i++) {
          const removed = without[i]! - first;
          // Without the course taken last, the one before it looks.
          const isLast = removed === rows.length - 1;
          const looking = isLast ? rows.length - 1 : rows.length;
          if (looking < 1) {
            lookers.fill(0, i * dimensions, (i + 1) * dimensions);
            continue;
          }
          lookers.set(rows[looking - 1]!.input, i * dimensions);
          if (isLast) allButLast ??= this.#weightsOf(rows, looking);
          else all ??= this.#weightsOf(rows, looking);
          this.#share((isLast ? allButLast : all)!, isLast ? -1 : removed, shares, i * parts);
        }
      },
    );
    for (let i = 0; i < without.length; i++) {
      const place = without[i]!;
      const to = (place + 1) * dimensions;
      const isNewcomer = history.length === (place < 0 ? 0 : 1);
      // A view of a part would cost more than copying it.
      for (let k = 0; k < dimensions; k++) vectors[to + k] = isNewcomer ? 0 : computed[i * dimensions + k]!;
    }
  }

  /** How much the last of the first `count` courses looks at each of them. */
  #weightsOf(rows: readonly CourseRow[], count: number): Weights {
    const { dimensions, heads } = this.shape;
    const { distances } = this.#dense;
    const looker = rows[count - 1]!;
    looker.query ??= times(looker.normalised, this.#dense.query);
    const { query } = looker;
    const width = dimensions / heads;
    const asIs = new Array<number>(count * heads).fill(Number.NEGATIVE_INFINITY);
    const nearer = asIs.slice();
    for (let h = 0; h < heads; h++) {
      const start = h * longestHistory;
      let largest = Number.NEGATIVE_INFINITY;
      for (let j = 0, at = h; j < count; j++, at += heads) {
        const { key } = rows[j]!;
        let product = 0;
        for (let k = h * width; k < (h + 1) * width; k++) product += query[k]! * key[k]!;
        const logit = product / Math.sqrt(width);
        const distance = count - 1 - j;
        if (distance < longestHistory) asIs[at] = logit + distances[start + distance]!;
        if (distance > 0) nearer[at] = logit + distances[start + distance - 1]!;
        largest = Math.max(largest, asIs[at]!, nearer[at]!);
      }
      for (let at = h; at < asIs.length; at += heads) {
        asIs[at] = weightOf(asIs[at]! - largest);
        nearer[at] = weightOf(nearer[at]! - largest);
      }
    }
    return { asIs, nearer };
  }

  /**
   * Writes which share of what each head looks at each course is: courses × heads.
   * @param removed place of the course that is left out; what is older is one place nearer then. Below 0: none
   */
  #share({ asIs, nearer }: Weights, removed: number, shares: Float32Array, from: number): void {
    const { heads } = this.shape;
    for (let h = 0; h < heads; h++) {
      let total = 0;
      for (let at = h, j = 0; at < asIs.length; at += heads, j++) {
        const weight = j === removed ? 0 : j < removed ? nearer[at]! : asIs[at]!;
        shares[from + at] = weight;
        total += weight;
      }
      for (let at = h; at < asIs.length; at += heads) shares[from + at]! /= total;
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
  #valuesOf(value: Float64Array): Float32Array {
    const { dimensions, heads } = this.shape;
    const { attended } = this.#dense;
    const values = new Float64Array(heads * dimensions);
    const width = dimensions / heads;
    for (let i = 0; i < dimensions; i++) {
      const from = Math.floor(i / width) * dimensions;
      for (let k = 0; k < dimensions; k++) values[from + k]! += value[i]! * attended[i * dimensions + k]!;
    }
    return Float32Array.from(values);
  }
}

/** @param logit against the largest; −∞: too far back to be looked at */
function weightOf(logit: number): number {
  return logit === Number.NEGATIVE_INFINITY ? 0 : Math.exp(Math.max(logit, leastLogit));
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

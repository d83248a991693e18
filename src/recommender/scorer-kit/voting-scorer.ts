import type { FitProgress } from '../data/progress.ts';
import type { ExplainableScorer, Query } from '../data/scorer.ts';
import { type SparseMatrix, strongestOfRows, valueAt } from '../data/sparse.ts';
import type { Options } from '../tuning/coordinate-search.ts';
import { firstOptions, fitWith, type Tunable, tune } from '../tuning/tune.ts';
import type { CatalogueFacts } from './catalogue-facts.ts';
import { HistorySums, leastWeight } from './history-sums.ts';
import type { Fitting, ScorerDefinition, Tuning } from './scorer-definition.ts';
import { storedMatrix } from './stored-scorer.ts';

/** The most recent courses of a history that vote: all of them, but for the very longest histories. */
const voterLimit = 200;
/** Votes of a course that are kept in a model: the rest is noise that would be stored and served. */
const votesKept = 300;

/**
 * A scorer in which every course taken votes for other courses: score = Σ decayᵃᵍᵉ · row of the course. The age of the
 * course taken last is 0.
 */
export class VotingScorer implements ExplainableScorer {
  /** courses × courses: what having taken the row's course says for the column's. */
  readonly matrix: SparseMatrix;
  /** Weight of a course against the one taken after it; 1 ignores order. */
  readonly decay: number;
  readonly #sums: HistorySums;
  /** Working memory of `scoreWithout`, by place of the history. */
  readonly #votes: number[] = [];
  /** Working memory of `score`. */
  readonly #touched: Int32Array;

  constructor(matrix: SparseMatrix, decay: number) {
    this.matrix = matrix;
    this.decay = decay;
    this.#sums = new HistorySums(decay, voterLimit);
    this.#touched = new Int32Array(matrix.width);
  }

  score(query: Query, out: Float32Array): void {
    this.scoreSparsely(query, out, this.#touched);
  }

  scoreSparsely({ history }: Query, out: Float32Array, touched: Int32Array): number {
    out.fill(0);
    const { offsets, columns, values } = this.matrix;
    let count = 0;
    let weight = 1;
    for (
      let i = history.length - 1;
      i >= Math.max(0, history.length - voterLimit) && weight > leastWeight;
      i--
    ) {
      const row = history[i]!;
      const end = offsets[row + 1]!;
      for (let j = offsets[row]!; j < end; j++) {
        const course = columns[j]!;
        const before = out[course]!;
        // Votes that cancel out to 0 may list a course twice; there is no room for more than all courses.
        if (before === 0) touched[count++] = course;
        out[course] = before + weight * values[j]!;
      }
      weight *= this.decay;
    }
    return Math.min(count, touched.length);
  }

  scoreWithout({ history }: Query, course: number, places: readonly number[], out: Float64Array): void {
    const votes = this.#votes;
    for (let i = 0; i < history.length; i++) votes[i] = valueAt(this.matrix, history[i]!, course);
    this.#sums.write(votes, history.length, places, out);
  }

  addRelations(course: number, taken: Int32Array, out: Float64Array): void {
    for (let i = 0; i < taken.length; i++) out[i]! += valueAt(this.matrix, taken[i]!, course);
  }
}

/** What distinguishes one tuned voting scorer from another. */
export interface VotingTraits<FitOption extends string> extends Pick<ScorerDefinition, 'name' | 'family'> {
  tunableFor(catalogue: CatalogueFacts): Tunable<FitOption, 'historyDecay', VotingScorer>;
}

/** The whole definition of a scorer in which courses vote, with options that are tuned. */
export function tunedVotingScorer<FitOption extends string>({
  name,
  family,
  tunableFor,
}: VotingTraits<FitOption>): ScorerDefinition<VotingScorer> {
  return {
    ...{ name, family, scale: 'votes', namesCandidates: 'above-zero', relatesCourses: true, effort: 1 },
    *tune(split, { catalogue }): Generator<FitProgress, Tuning<VotingScorer>> {
      yield { share: 0, detail: `tuning ${name}` };
      return { options: tune(tunableFor(catalogue), split), examples: 0 };
    },
    // biome-ignore lint/correctness/useYield: there is nothing to wait for
    *fit({ dataset, catalogue }, options): Generator<FitProgress, Fitting<VotingScorer>> {
      const tunable = tunableFor(catalogue);
      const chosen =
        (options as typeof options & Options<FitOption | 'historyDecay'>) ?? firstOptions(tunable);
      const { matrix, decay } = fitWith(tunable, dataset, chosen);
      return { scorer: new VotingScorer(strongestOfRows(matrix, votesKept), decay), examples: 0 };
    },
    store: ({ matrix, decay }) => ({ arrays: storedMatrix(matrix), values: { decay } }),
    restore: (stored, { courseCount }) =>
      new VotingScorer(stored.matrix(courseCount), stored.number('decay')),
  };
}

import type { Dataset } from '../data/dataset.ts';
import type { FitProgress } from '../data/progress.ts';
import type { ExplainableScorer } from '../data/scorer.ts';
import type { TuningSplit } from '../data/split.ts';
import type { CatalogueFacts } from './catalogue-facts.ts';
import type { StoredReader, StoredScorer } from './stored-scorer.ts';

/** Values of the options of a scorer: numbers, so that they can be searched, printed and stored. */
export type ScorerOptions = Readonly<Record<string, number>>;

/**
 * How the ranker scales the scores of a scorer before it adds them up:
 * - `votes`: ln(1 + 100 · score), and 0 for a score of 0 or less. Votes and probabilities go by orders of magnitude.
 * - `share`: ln(score + 0.05), for a share of a history, 0…1.
 * - `attention`: ln(score + 0.1), for a share of all enrolments times the number of courses, 1 for the average course.
 * - `as-is`: the score itself, for one that is a logarithm or a cosine already.
 */
export type FeatureScale = 'votes' | 'share' | 'attention' | 'as-is';

/** Scorers that say nearly the same. They are left out together, by the ablation and where an institution chooses so. */
export interface ScorerFamily {
  /** Key in configurations and on command lines; lower case and hyphens, unique. */
  readonly name: string;
  /** As tables call it. */
  readonly title: string;
}

/**
 * Everything the recommender knows about one scorer. A scorer ships when its definition is in the list of
 * `scorers/shipped-scorers.ts`; tuning, fitting, features, candidates, explanations, storing and the ablation follow
 * from this interface.
 */
export interface ScorerDefinition<Fitted extends ExplainableScorer = ExplainableScorer> {
  /** Key in stored models, in what was tuned and in the ablation; unique in the list. */
  readonly name: string;
  readonly family: ScorerFamily;
  readonly scale: FeatureScale;
  /**
   * Whether its best courses become candidates: those with a score above 0, or its best whatever their score. A scorer
   * without this is only asked about the candidates of others.
   */
  readonly namesCandidates?: 'above-zero' | 'any-score';
  /** Its score for a history of one course says how much two courses have to do with each other. */
  readonly relatesCourses?: true;
  /** It is fitted also where it is left out: something besides the ranker asks it. */
  readonly isNeeded?: true;
  /** It is fitted, but the ranker is told nothing of it; `configuredScorers` says so, no definition of its own. */
  readonly isLeftOut?: true;
  /** Time that tuning and fitting take, relative to other scorers; only the progress bar uses it. */
  readonly effort: number;

  /** Chooses options on validation. */
  tune(split: TuningSplit, context: TuningContext): Generator<FitProgress, Tuning<Fitted>>;
  /**
   * @param options what was tuned; undefined: the defaults
   * @throws DivergedError
   */
  fit(context: FitContext, options?: ScorerOptions): Generator<FitProgress, Fitting<Fitted>>;
  store(scorer: Fitted): StoredScorer;
  /** @throws UnreadableModelError */
  restore(stored: StoredReader, context: RestoreContext): Fitted;
}

export interface TuningContext {
  catalogue: CatalogueFacts;
  /** What was chosen for a scorer that stands earlier in the list; undefined: nothing was tuned. */
  optionsOf(definition: ScorerDefinition): ScorerOptions | undefined;
}

export interface Tuning<Fitted> {
  options: ScorerOptions;
  /** The scorer fitted on the training data with these options, where the search has it anyway. */
  scorer?: Fitted;
  /** Examples that a training looked at; 0 for a scorer that counts. */
  examples: number;
}

export interface FitContext {
  dataset: Dataset;
  catalogue: CatalogueFacts;
  /** The scorers that stand earlier in the list. */
  scorers: FittedScorers;
}

export interface Fitting<Fitted> {
  scorer: Fitted;
  /** As in `Tuning`. */
  examples: number;
}

export interface RestoreContext {
  courseCount: number;
  /** The scorers that stand earlier in the list. */
  scorers: FittedScorers;
}

/** Fitted scorers by their definitions. */
export class FittedScorers {
  readonly courseCount: number;
  /** Names of those that are fitted, but that the ranker is told nothing of. */
  readonly leftOut: ReadonlySet<string>;
  readonly #byName: ReadonlyMap<string, ExplainableScorer>;

  /** @param byName by name of the definition */
  constructor(
    courseCount: number,
    byName: ReadonlyMap<string, ExplainableScorer>,
    leftOut: ReadonlySet<string> = new Set(),
  ) {
    this.courseCount = courseCount;
    this.leftOut = leftOut;
    this.#byName = byName;
  }

  /** @throws Error when the scorer is not among these: it is missing in the list, or stands later in it */
  get<Fitted extends ExplainableScorer>(definition: ScorerDefinition<Fitted>): Fitted {
    const scorer = this.find(definition);
    if (!scorer)
      throw new Error(`The scorer ${definition.name} is not fitted: does it stand later in the list?`);
    return scorer;
  }

  /** Undefined where the scorer is not fitted. */
  find<Fitted extends ExplainableScorer>({ name }: ScorerDefinition<Fitted>): Fitted | undefined {
    return this.#byName.get(name) as Fitted | undefined;
  }

  /** For the ranker: undefined also where the scorer is left out. */
  asked<Fitted extends ExplainableScorer>(definition: ScorerDefinition<Fitted>): Fitted | undefined {
    return this.leftOut.has(definition.name) ? undefined : this.find(definition);
  }

  /** The same scorers, some of which the ranker is told nothing of. */
  without(definitions: readonly ScorerDefinition[]): FittedScorers {
    const leftOut = new Set(definitions.map(({ name }) => name));
    return new FittedScorers(this.courseCount, this.#byName, leftOut);
  }
}

/** A scorer without options to tune, which is fitted at once. */
export interface CountedScorer<Fitted extends ExplainableScorer>
  extends Pick<
    ScorerDefinition<Fitted>,
    'name' | 'family' | 'scale' | 'namesCandidates' | 'relatesCourses' | 'isNeeded' | 'store' | 'restore'
  > {
  fit(context: FitContext): Fitted;
}

/** The whole definition of a scorer that only counts. */
export function countedScorer<Fitted extends ExplainableScorer>(
  counted: CountedScorer<Fitted>,
): ScorerDefinition<Fitted> {
  return {
    ...counted,
    effort: 0,
    // biome-ignore lint/correctness/useYield: there is nothing to wait for
    *tune() {
      return { options: {}, examples: 0 };
    },
    // biome-ignore lint/correctness/useYield: there is nothing to wait for
    *fit(context) {
      return { scorer: counted.fit(context), examples: 0 };
    },
  };
}

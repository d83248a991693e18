import type { TuningData } from '../../recommender/data/split.ts';
import type { LearnerScorer } from '../../recommender/evaluation/evaluate.ts';
import { assembled } from '../../recommender/fit.ts';
import {
  choicesOf,
  fitTuned,
  type HybridOptions,
  searchNetwork,
} from '../../recommender/ranker/fit-hybrid.ts';
import { trainRanker } from '../../recommender/ranker/ranker-training.ts';
import type { CatalogueFacts } from '../../recommender/scorer-kit/catalogue-facts.ts';
import { Fixed } from '../../recommender/scorer-kit/constant-scores.ts';
import { Gmf } from '../../recommender/scorers/gmf/gmf.ts';
import { fitMembers, type Members, tuneVotes } from '../../recommender/scorers/shipped-scorers.ts';

/** What is left out together: several members may say nearly the same. */
const groups: Readonly<Record<string, readonly (keyof Members)[]>> = {
  transitions: ['transitions', 'shortTransitions', 'longTransitions'],
  'short and long memory of transitions': ['shortTransitions', 'longTransitions'],
  'item neighbours': ['neighbours'],
  EASE: ['ease'],
  'the network': ['gmf'],
  'TF-IDF': ['content'],
  'trends, beginnings': ['shortTrend', 'longTrend', 'beginnings'],
  popularity: ['popularity'],
  'language, level, category': ['language', 'level', 'category'],
};

const alone = ['transitions', 'neighbours', 'ease', 'gmf', 'content', 'longTrend', 'popularity'] as const;

export interface MemberVariant {
  name: string;
  scorer: () => LearnerScorer;
}

/**
 * The hybrid, the hybrid without each of its parts, and members alone. Members are fitted once; the ranker is trained
 * again for each variant, when its scorer is asked for.
 */
export function memberVariants(
  data: TuningData,
  facts: CatalogueFacts,
  options: HybridOptions,
  onProgress: (detail: string) => void,
): MemberVariant[] {
  const votes = lastOf(tuneVotes(data, facts), (name) => onProgress(`tuning ${name}`));
  const { gmf, epoch } = lastOf(searchNetwork(data, facts, votes, options), ({ detail }) =>
    onProgress(detail),
  );
  const tuningMembers = fitMembers(data.train, gmf, facts, votes);
  const { members } = lastOf(fitTuned(data.known, facts, { epochs: epoch, votes }, options), ({ detail }) =>
    onProgress(detail),
  );
  const hybrid = (without: readonly (keyof Members)[], mayBeDeep = true) => {
    const choices = choicesOf(data, silenced(tuningMembers, without), options.seed);
    const ranker = trainRanker(choices, options.seed, mayBeDeep);
    return assembled(silenced(members, without), ranker, data.validation);
  };
  return [
    { name: 'hybrid', scorer: () => hybrid([]) },
    { name: '— ranker without its deep part', scorer: () => hybrid([], false) },
    ...Object.entries(groups).map(([name, without]) => ({
      name: `— without ${name}`,
      scorer: () => hybrid(without),
    })),
    ...alone.map((name) => ({ name: `${name} alone`, scorer: () => members[name] })),
  ];
}

/** The members, some of which say 0 of everything: a feature that is the same everywhere tells the ranker nothing. */
function silenced(members: Members, names: readonly (keyof Members)[]): Members {
  const courseCount = members.popularity.scores.length;
  const nothing = new Fixed(new Float32Array(courseCount));
  const { history, candidates, bias } = members.gmf.parameters;
  const empty = (array: Float32Array) => new Float32Array(array.length);
  const silent = {
    ...Object.fromEntries(names.map((name) => [name, nothing])),
    ...(names.includes('gmf') && {
      gmf: new Gmf(
        { history: empty(history), candidates: empty(candidates), bias: empty(bias) },
        members.gmf.embedding,
      ),
    }),
  };
  return { ...members, ...silent };
}

function lastOf<Step, Result>(steps: Generator<Step, Result>, onStep: (step: Step) => void): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    onStep(value);
  }
}

import type { Dataset } from '../data/dataset.ts';
import { popularity } from '../data/popularity-counts.ts';
import { strongestOfRows } from '../data/sparse.ts';
import type { TuningData } from '../data/split.ts';
import type { CatalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import { Fixed } from '../scorer-kit/constant-scores.ts';
import { Votes } from '../scorer-kit/voting-scorer.ts';
import { type Chosen, fitChosen, type Tunable, tune, untunedOptions } from '../tuning/tune.ts';
import type { Affinity } from './affinity.ts';
import { type Beginnings, fitBeginnings } from './beginnings.ts';
import type { Content } from './content.ts';
import { tunableEase } from './ease.ts';
import type { Gmf } from './gmf/gmf.ts';
import { tunableNeighbours } from './item-neighbours.ts';
import { tunableTransitions } from './transitions.ts';
import { fitTrend, type Trend } from './trend.ts';

/** Votes of a course that are kept: the rest is noise that would be stored and served. */
const votesKept = 300;
/** Half-lives of what is popular at present and of what has been lately, days. */
const shortTrend = 14;
const longTrend = 90;

/** Members in which the courses taken vote: how they do is tuned. */
export const votingMembers = ['transitions', 'neighbours', 'ease'] as const;
export type VotingMember = (typeof votingMembers)[number];

/** What the course taken last leads to: who says so is often right where courses build on each other. */
const shortDecay = 0;
/** What courses taken long ago still lead to. */
const longDecay = 0.9;

/** All that has an opinion on what comes next. */
export interface Members extends Record<VotingMember, Votes> {
  /** `transitions`, with a shorter and a longer memory than is best for one alone. */
  shortTransitions: Votes;
  longTransitions: Votes;
  gmf: Gmf;
  content: Content;
  shortTrend: Trend;
  longTrend: Trend;
  beginnings: Beginnings;
  popularity: Fixed;
  language: Affinity;
  level: Affinity;
  category: Affinity;
}

export type VotingOptions = Record<VotingMember, Chosen<string, string>>;

/** Chooses how the voting members vote, on validation. Yields the name of the member that is about to be tuned. */
export function* tuneVotes(
  split: Pick<TuningData, 'train' | 'validation'>,
  facts: CatalogueFacts,
): Generator<VotingMember, VotingOptions> {
  const tunables = tunableMembers(facts);
  const options = defaultVotes(facts);
  for (const name of votingMembers) {
    yield name;
    options[name] = tune(tunables[name], split);
  }
  return options;
}

/** How the voting members vote where nothing was tuned. */
export function defaultVotes(facts: CatalogueFacts): VotingOptions {
  const tunables = tunableMembers(facts);
  return {
    transitions: untunedOptions(tunables.transitions),
    neighbours: untunedOptions(tunables.neighbours),
    ease: untunedOptions(tunables.ease),
  };
}

/** Fits the members that count; the network, which learns, is given. */
export function fitMembers(
  dataset: Dataset,
  gmf: Gmf,
  facts: CatalogueFacts,
  options: VotingOptions = defaultVotes(facts),
): Members {
  const tunables = tunableMembers(facts);
  const fitVotes = (name: VotingMember) => pruned(fitChosen(tunables[name], dataset, options[name]));
  const mean = dataset.courses.length / dataset.courseCount;
  const transitions = fitVotes('transitions');
  return {
    transitions,
    ...memories(transitions),
    neighbours: fitVotes('neighbours'),
    ease: fitVotes('ease'),
    gmf,
    content: facts.content,
    shortTrend: fitTrend(dataset, shortTrend),
    longTrend: fitTrend(dataset, longTrend),
    beginnings: fitBeginnings(dataset, shortTrend),
    popularity: new Fixed(popularity(dataset).map((learners) => learners / mean)),
    language: facts.language,
    level: facts.level,
    category: facts.category,
  };
}

/** The other memories of transitions. */
export function memories({ matrix }: Votes): Pick<Members, 'shortTransitions' | 'longTransitions'> {
  return {
    shortTransitions: new Votes(matrix, shortDecay),
    longTransitions: new Votes(matrix, longDecay),
  };
}

function tunableMembers({
  textNeighbours,
}: CatalogueFacts): Record<VotingMember, Tunable<string, string, Votes>> {
  return {
    transitions: tunableTransitions,
    neighbours: tunableNeighbours,
    ease: tunableEase({ texts: textNeighbours }),
  };
}

function pruned({ matrix, decay }: Votes): Votes {
  return new Votes(strongestOfRows(matrix, votesKept), decay);
}

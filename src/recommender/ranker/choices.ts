import { newcomerCases } from '../data/newcomer-cases.ts';
import { createRandom, sampleOf } from '../data/random.ts';
import type { TestCase, TuningSplit } from '../data/split.ts';
import type { FittedScorers } from '../scorer-kit/scorer-definition.ts';
import { FeatureExtractor, featureCount } from './features.ts';
import { weightsByAge } from './weights-by-age.ts';

/** A choice that a learner made: the candidates as the scorers saw them, and the one that was taken. */
export interface Choice {
  /** candidates × featureCount */
  features: Float32Array;
  /** Which of them was taken. */
  taken: number;
  /** Whether it was asked with all that is known of the learner: those are the questions that a model is asked later. */
  isWhole: boolean;
  /** How much it counts in training, 1 on average. */
  weight: number;
}

export interface Choices {
  choices: Choice[];
  /** Of what was taken next, as far as it was asked with all that is known: the share that the scorers named. */
  namedShare: number;
  /** Newcomers who were not asked. */
  apart: TestCase[];
}

/** Validation cases that the ranker learns from. */
const rankerSample = 8_000;
/** Targets of one case that count: in a split by time a learner may have taken fifty courses since. */
const targetsPerCase = 3;
/** Where there are few cases, more of their targets count, up to so many in all. */
const enoughTargets = 3_000;
/** Each case is asked again with most of the history forgotten: with the first course alone, and with the first two or three. */
const remembered = [[1], [2, 3]];
/** Of questions about short histories, one in so many is asked as if it were not known what the learner studies. */
const studyForgotten = 4;
/** Questions of newcomers for each case of validation, and what is enough of them. */
const newcomersPerCase = 0.25;
const enoughNewcomers = 1_000;
/**
 * More newcomers are asked until so many of their choices are known, however few cases there are: what others take next
 * does not say whom to believe of newcomers, and where people took most of what is popular it says the opposite.
 */
const fewestOfNewcomers = 300;
const mostNewcomers = 4_000;
/** Of fewer newcomers of a split there is little to learn. */
const fewestOfSplit = 100;
/** At least so many of them are not asked: they say whether the ranker is right about newcomers. */
const shareApart = 0.3;

/** Candidates that were not taken that the ranker is shown for each case, drawn at random: more teach it no more. */
const othersShown = 90;

/** Validation as choices among the candidates that the scorers name. @param scorers fitted on the training data */
export function choicesOf(split: TuningSplit, scorers: FittedScorers, seed: number): Choices {
  const { train, validation } = split;
  const random = createRandom(seed);
  const extractor = new FeatureExtractor(scorers);
  const choices: Choice[] = [];
  const moments: number[] = [];
  const cases = sampleOf(validation, rankerSample, random);
  const targetsOfEach = Math.max(targetsPerCase, Math.ceil(enoughTargets / Math.max(1, cases.length)));
  let [asked, named] = [0, 0];
  const add = (testCase: TestCase, isWhole: boolean, most = targetsOfEach) => {
    const candidates = extractor.candidates(testCase.query);
    const targets = sampleOf(testCase.targets, most, random);
    const taken = targets.map((target) => candidates.courses.indexOf(target)).filter((place) => place >= 0);
    if (isWhole) {
      asked += targets.length;
      named += taken.length;
    }
    if (taken.length === 0) return;
    const all = candidates.features();
    const places = [...taken, ...sampleOf(othersThan(taken, candidates.courses.length), othersShown, random)];
    const features = new Float32Array(places.length * featureCount);
    for (const [i, place] of places.entries())
      features.set(all.subarray(place * featureCount, (place + 1) * featureCount), i * featureCount);
    for (let i = 0; i < taken.length; i++) {
      choices.push({ features, taken: i, isWhole, weight: 1 });
      moments.push(testCase.query.at);
    }
  };
  const isStudyKnown = () => train.studies === undefined || random.below(studyForgotten) > 0;
  const lessKnown = ({ query, ...rest }: TestCase, history: Int32Array): TestCase => ({
    ...{ query: { ...query, history, study: isStudyKnown() ? query.study : undefined }, ...rest },
  });
  for (const testCase of cases) {
    add(testCase, true);
    const whole = testCase.query.history;
    for (const lengths of remembered) {
      const history = whole.subarray(0, lengths[random.below(lengths.length)]);
      if (history.length < whole.length) add(lessKnown(testCase, history), false);
    }
  }
  for (const [i, weight] of weightsByAge(moments).entries()) choices[i]!.weight = weight;
  const before = choices.length;
  const enough = Math.min(enoughNewcomers, newcomersPerCase * cases.length);
  const newcomers =
    split.newcomers && split.newcomers.length >= fewestOfSplit
      ? split.newcomers
      : newcomerCases(train, { sample: mostNewcomers, seed });
  const most = (1 - shareApart) * newcomers.length;
  let next = 0;
  for (; next < most; next++) {
    if (next >= enough && choices.length - before >= fewestOfNewcomers) break;
    const newcomer = newcomers[next]!;
    add(lessKnown(newcomer, newcomer.query.history), false, targetsPerCase);
  }
  return { choices, namedShare: named / Math.max(1, asked), apart: newcomers.slice(next) };
}

/** Places of candidates but these. */
function othersThan(taken: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, place) => place).filter((place) => !taken.includes(place));
}

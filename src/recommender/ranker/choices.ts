import type { Dataset } from '../data/dataset.ts';
import { createRandom, sampleOf } from '../data/random.ts';
import type { TestCase, TuningSplit } from '../data/split.ts';
import type { FittedScorers } from '../scorer-kit/scorer-definition.ts';
import { FeatureExtractor } from './features.ts';

/** A choice that a learner made: the candidates as the scorers saw them, and the one that was taken. */
export interface Choice {
  /** candidates × featureCount */
  features: Float32Array;
  /** Which of them was taken. */
  taken: number;
}

/** Validation cases that the ranker learns from. */
const rankerSample = 8_000;
/** Targets of one case that count: in a split by time a learner may have taken fifty courses since. */
const targetsPerCase = 3;
/** Share of the cases that are asked again with most of the history forgotten, and how much is left at most. */
const forgottenShare = 0.25;
const mostRemembered = 3;

/** Validation as choices among the candidates that the scorers name. @param scorers fitted on the training data */
export function choicesOf(
  { train, validation }: TuningSplit,
  scorers: FittedScorers,
  seed: number,
): Choice[] {
  const random = createRandom(seed);
  const extractor = new FeatureExtractor(scorers);
  const choices: Choice[] = [];
  const add = (testCase: TestCase) => {
    const candidates = extractor.candidates(testCase.query);
    const targets = sampleOf(testCase.targets, targetsPerCase, random);
    const taken = targets.map((target) => candidates.courses.indexOf(target)).filter((place) => place >= 0);
    if (taken.length === 0) return;
    const features = candidates.features();
    for (const place of taken) choices.push({ features, taken: place });
  };
  for (const testCase of sampleOf(validation, rankerSample, random)) {
    add(testCase);
    if (random.next() < forgottenShare) add(withForgotten(testCase, random.below(mostRemembered + 1), train));
  }
  return choices;
}

/**
 * The same case for a learner of whom only the first courses are known. Where nothing is known, the target is the
 * course that was taken first, and the moment is that of this choice.
 * @param remembered courses that are known
 * @param train has the times of the history
 */
function withForgotten(
  { query, targets, seen }: TestCase,
  remembered: number,
  { offsets, times }: Pick<Dataset, 'offsets' | 'times'>,
): TestCase {
  if (query.history.length === 0) return { query, targets, seen };
  const history = query.history.subarray(0, remembered);
  if (history.length > 0) return { query: { ...query, history }, targets, seen };
  const at = times[offsets[query.learner]!]!;
  return { query: { ...query, history, at }, targets: query.history.subarray(0, 1), seen: history };
}

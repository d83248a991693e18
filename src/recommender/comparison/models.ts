import { attentionDefaults } from '../scorers/attention/attention-training.ts';
import { attentionScorer } from '../scorers/attention-scorer.ts';
import { tunableContent } from '../scorers/content.ts';
import { tunableEase } from '../scorers/ease.ts';
import { gmfScorer, networkDefaults } from '../scorers/gmf-scorer.ts';
import { tunableIals } from '../scorers/ials/ials.ts';
import { tunableNeighbours } from '../scorers/item-neighbours.ts';
import { fitPopularity } from '../scorers/popularity.ts';
import { randomOrder } from '../scorers/random-order.ts';
import { tunableSeason } from '../scorers/season.ts';
import { tunableTransitions } from '../scorers/transitions.ts';
import { tunableTrend } from '../scorers/trend.ts';
import { CourseIndex } from '../text/course-index.ts';
import { buildTfIdf } from '../text/tf-idf.ts';
import { type FitModel, tuned, untuned } from './compared-model.ts';
import { hybrid } from './hybrid.ts';
import { neumfSeed } from './neumf-seed.ts';
import { trainedAlone } from './trained-alone.ts';

/** The name of what ships; every other model is there to be beaten. */
export const shipped = 'hybrid';

/** In closed form wherever that takes no more than half a minute: as strong as it can be, for comparison. */
const strongestEase = () => tunableEase({ closedFormUpTo: 3_000 });

/**
 * What `evaluate` compares, by the names of the command and its JSON, in the order of the report. Each is a scorer of
 * `scorers/` on its own, with its options tuned.
 */
export const models: Readonly<Record<string, FitModel>> = {
  random: untuned((_dataset, _courses, { seed }) => randomOrder(seed)),
  popularity: untuned(fitPopularity),
  'recent-popularity': tuned(() => tunableTrend),
  season: tuned(() => tunableSeason),
  'item-knn': tuned(() => tunableNeighbours),
  // Plain EASE: every course of the history counts the same.
  ease: tuned(() => ({ ...strongestEase(), scored: { historyDecay: [1] } })),
  'ease-decay': tuned(strongestEase),
  ials: tuned((_courses, { seed }) => tunableIals(seed)),
  transitions: tuned(() => tunableTransitions),
  'tf-idf': tuned((courses) => tunableContent(new CourseIndex(buildTfIdf(courses)))),
  'neumf-seed': neumfSeed,
  network: trainedAlone((context, { loss, dimensions }) =>
    gmfScorer({ ...networkDefaults, ...context, loss, dimensions }),
  ),
  attention: trainedAlone((context, { attentionDimensions: dimensions }) =>
    attentionScorer({ ...attentionDefaults, ...context, dimensions }),
  ),
  [shipped]: hybrid,
};

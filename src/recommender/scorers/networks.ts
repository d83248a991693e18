import type { ScorerDefinition } from '../scorer-kit/scorer-definition.ts';
import { attentionDefaults } from './attention/attention-training.ts';
import { attentionScorer } from './attention-scorer.ts';
import type { trainGmf } from './gmf/gmf-training.ts';
import { gmfScorer, type NetworkOptions } from './gmf-scorer.ts';

/**
 * The scorers that are trained in epochs, with the same seed and threads, and no more epochs than `options` has.
 * @param train what trains the first of them
 */
export function networkScorers(options: NetworkOptions, train?: typeof trainGmf): ScorerDefinition[] {
  const { seed, threads } = options;
  const epochs = Math.min(options.epochs, attentionDefaults.epochs);
  return [gmfScorer(options, train), attentionScorer({ ...attentionDefaults, epochs, seed, threads })];
}

import type { ScorerDefinition } from '../scorer-kit/scorer-definition.ts';
import { attentionDefaults } from './attention/attention-training.ts';
import { attentionScorer } from './attention-scorer.ts';
import type { trainGmf } from './gmf/gmf-training.ts';
import { gmfScorer, type NetworkOptions, networkDefaults } from './gmf-scorer.ts';

/**
 * The scorers that are trained in epochs, with the same seed and threads, and no more epochs than
 * `options` has where these are fewer than usual.
 * @param train what trains the first of them
 */
export function networkScorers(
  options: NetworkOptions & { attentionDimensions?: number },
  train?: typeof trainGmf,
): ScorerDefinition[] {
  const { seed, threads, attentionDimensions: dimensions = attentionDefaults.dimensions } = options;
  // Twenty is the most of the first one, and what suits the data the most of the other.
  const epochs = options.epochs < networkDefaults.epochs ? options.epochs : undefined;
  return [
    gmfScorer(options, train),
    attentionScorer({ ...attentionDefaults, dimensions, seed, threads }, epochs),
  ];
}

import { runToEnd } from '../../src/recommender/data/progress.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import type { ExplainableScorer } from '../../src/recommender/data/scorer.ts';
import { deepFeatureCount, featureCount } from '../../src/recommender/ranker/features.ts';
import { hiddenUnits, mostTrainings, Ranker } from '../../src/recommender/ranker/ranker.ts';
import { Recommender } from '../../src/recommender/recommender.ts';
import { catalogueFacts } from '../../src/recommender/scorer-kit/catalogue-facts.ts';
import { fitScorers } from '../../src/recommender/scorer-kit/fit-scorers.ts';
import { AttentionNetwork } from '../../src/recommender/scorers/attention/attention-network.ts';
import { denseSize, startDense } from '../../src/recommender/scorers/attention/attention-parameters.ts';
import { attentionDefaults } from '../../src/recommender/scorers/attention/attention-training.ts';
import { attention } from '../../src/recommender/scorers/attention-scorer.ts';
import { dimensions } from '../../src/recommender/scorers/gmf/dimensions.ts';
import { Gmf } from '../../src/recommender/scorers/gmf/gmf.ts';
import { gmfTrainingDefaults } from '../../src/recommender/scorers/gmf/gmf-training.ts';
import { gmf } from '../../src/recommender/scorers/gmf-scorer.ts';
import { shippedScorers } from '../../src/recommender/scorers/shipped-scorers.ts';
import { projectTexts } from '../../src/recommender/text/projection.ts';
import { type ServingModel, servingModel } from '../../src/trained-models/stored-model.ts';
import type { SyntheticCollege } from './synthetic-college.ts';

/**
 * A recommender of real scorers for a synthetic college, its network and ranker as they are before the first epoch: how
 * long an answer takes does not depend on what they have learnt.
 */
export function syntheticModel({ dataset, courses }: SyntheticCollege): ServingModel {
  const catalogue = catalogueFacts(courses);
  const random = createRandom(1);
  const start = projectTexts(catalogue.index.tfIdf.matrix, dimensions, random);
  const bias = new Float32Array(courses.length);
  const network = new Gmf({ history: start, candidates: start, bias }, gmfTrainingDefaults);
  const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
  const units = mostTrainings * hiddenUnits;
  const ranker = new Ranker({
    mean: new Float32Array(featureCount),
    scale: new Float32Array(featureCount).fill(1),
    wide: normals(featureCount),
    hidden: normals(units * deepFeatureCount),
    hiddenBias: normals(units),
    output: normals(units),
    calibration: Float32Array.of(1, 1, 0),
  });
  const dense = new Float32Array(denseSize(attentionDefaults));
  startDense(attentionDefaults, dense, random);
  const vectors = projectTexts(catalogue.index.tfIdf.matrix, attentionDefaults.dimensions, random);
  const attentive = new AttentionNetwork({ courses: vectors, bias, dense }, attentionDefaults);
  const networks = new Map<string, ExplainableScorer>([
    [gmf.name, network],
    [attention.name, attentive],
  ]);
  const { scorers } = runToEnd(fitScorers(shippedScorers, dataset, catalogue, new Map(), networks));
  return servingModel(
    new Recommender({ scorers, ranker, deviation: 1 }),
    courses.map(({ key }) => [key]),
  );
}

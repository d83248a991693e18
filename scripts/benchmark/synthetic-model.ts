import { type ServingModel, servingModel } from '../../src/recommendations/stored-model.ts';
import { recentPopularity } from '../../src/recommender/members/recent-popularity.ts';
import { countTransitions } from '../../src/recommender/members/transitions.ts';
import { initialParameters } from '../../src/recommender/model/parameters.ts';
import { createRandom } from '../../src/recommender/random.ts';
import { Recommender } from '../../src/recommender/recommender.ts';
import { buildTfIdf } from '../../src/recommender/text/tf-idf.ts';
import type { SyntheticCollege } from './synthetic-college.ts';

/**
 * A recommender of real members for a synthetic college, its network as it is before the first epoch: how long an
 * answer takes does not depend on what the network has learnt.
 */
export function syntheticModel({ dataset, courses }: SyntheticCollege): ServingModel {
  const texts = buildTfIdf(courses);
  const recommender = new Recommender({
    texts,
    parameters: initialParameters(texts, createRandom(1)),
    transitions: countTransitions(dataset),
    popularity: recentPopularity(dataset),
    blend: { network: 1, transitions: 1, popularity: 0.5 },
    deviation: 1,
  });
  return servingModel(
    recommender,
    courses.map(({ key }) => key),
  );
}

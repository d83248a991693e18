import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue } from '../../src/answering/catalogue.ts';
import { searchCatalogue } from '../../src/answering/course-search.ts';
import { anonymousLearner } from '../../src/answering/learner-state.ts';
import { scoreNextCourses } from '../../src/answering/score-next-courses.ts';
import { buildDataset, type Interaction } from '../../src/recommender/data/dataset.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { topCourses } from '../../src/recommender/data/top-courses.ts';
import { fit } from '../../src/recommender/fit.ts';
import { decodeModel, encodeModel } from '../../src/trained-models/stored-model.ts';
import { finish } from '../recommender/small-college.ts';

const day = 86_400;
const terms = 10;
const termOf = (term: number) => Date.UTC(2021, 0, 4) / 1000 + 182 * term * day;

/** Ten courses are given in spring, and ten others in autumn; everybody takes two in each of three terms, in its first week. */
const random = createRandom(3);
const interactions: Interaction[] = [];
for (let learner = 0; learner < 300; learner++)
  for (let term = learner % (terms - 2), last = term + 3; term < last; term++) {
    const first = random.below(9) + 10 * (term % 2);
    for (const course of [first, first + 1])
      interactions.push({ learner, course, time: termOf(term) + random.below(5) * day });
  }
const courses = Array.from({ length: 20 }, (_, row) => ({
  ...{ title: `Course ${row}`, description: '', categories: [] },
}));
const keys = courses.map((_, row) => `c${row}`);
const catalogue = new Catalogue(
  courses.map((course, row) => ({ ...course, key: `c${row}`, prerequisites: [], audience: [], level: '' })),
  new Map(keys.map((key) => [key, 1])),
);
const search = searchCatalogue(catalogue);
const { recommender } = finish(fit(buildDataset(interactions, 300, 20), courses, { epochs: 3 }));
const model = decodeModel(
  encodeModel(
    recommender,
    keys.map((key) => [key]),
  ),
);

function seasonsOffered(now: number): string {
  const history = ['c2', 'c13'];
  const state = { ...anonymousLearner, history, taken: new Set(history) };
  const { scores } = scoreNextCourses(model, catalogue, state, new Date(1000 * now), { search });
  const best = topCourses(scores, 4, (row) => !history.includes(`c${row}`));
  return [...new Set(best.map((row) => (row < 10 ? 'spring' : 'autumn')))].join(' and ');
}

const thisSpring = termOf(8);

test('while people enrol in a term its courses are offered, and from then on those of the next', () => {
  assert.equal(seasonsOffered(thisSpring + 2 * day), 'spring');
  for (const days of [14, 60, 120, 170])
    assert.equal(seasonsOffered(thisSpring + days * day), 'autumn', `${days}`);
});

test('it goes on after the last term that was known when the model was trained', () => {
  assert.equal(seasonsOffered(termOf(9) + 60 * day), 'spring');
  assert.equal(seasonsOffered(termOf(10) + 60 * day), 'autumn');
});

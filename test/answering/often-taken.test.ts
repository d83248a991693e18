import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { answer } from '../../src/answering/answer.ts';
import { Catalogue } from '../../src/answering/catalogue.ts';
import { searchCatalogue } from '../../src/answering/course-search.ts';
import { anonymousLearner, type LearnerState } from '../../src/answering/learner-state.ts';
import { historyOf } from '../../src/recommender/data/dataset.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { queryNow } from '../../src/recommender/data/scorer.ts';
import { StudiesBuilder } from '../../src/recommender/data/studies.ts';
import { fit } from '../../src/recommender/fit.ts';
import { fromBytes, toBytes } from '../../src/recommender/serialize.ts';
import { servingModel } from '../../src/trained-models/stored-model.ts';
import { finish, smallCollege } from '../recommender/small-college.ts';

const now = new Date('1971-06-10');
const { dataset, courses } = smallCollege(80);
const keys = courses.map((_, row) => `c${row}`);
const catalogue = new Catalogue(
  courses.map(({ title, description, categories }, row) => ({
    ...{ key: `c${row}`, prerequisites: [], audience: [], title, description, categories: [...categories] },
  })),
  new Map(keys.map((key, row) => [key, row])),
);
const search = searchCatalogue(catalogue);
/** The subjects of the small college: what a learner takes is all of one of them. */
const programmeOf = (course: number | undefined) => ((course ?? 0) < 10 ? 'Forestry' : 'Informatics');

let model: ReturnType<typeof servingModel>;
before(() => {
  const studies = new StudiesBuilder();
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    studies.add(learner, { programme: programmeOf(historyOf(dataset, learner)[0]), year: 1 });
  const studied = { ...dataset, studies: studies.build(dataset.learnerCount, now.getTime() / 1000) };
  const { recommender } = finish(fit(studied, courses, { epochs: 4 }));
  model = servingModel(
    fromBytes(toBytes(recommender)),
    keys.map((key) => [key]),
  );
});

const cardsOf = (learner: Partial<LearnerState>) =>
  answer(
    {
      ...{ model, catalogue, search, now, purpose: 'next', learner: { ...anonymousLearner, ...learner } },
      rules: { blocked: new Set(), ownLanguagesOnly: false, exploration: 0, offers: 'enterable' },
    },
    5,
    createRandom(1),
  );

for (const [programme, own] of [
  ['Forestry', 'Botany'],
  ['Informatics', 'Programming'],
] as const)
  test(`a newcomer is offered what students of ${programme} take, and told so; without a programme neither`, () => {
    const cards = cardsOf({ study: { programme, year: 1 } });
    const ofOwn = cards.filter(({ course }) => course.categories.includes(own));
    assert.ok(ofOwn.length > cards.length / 2 && ofOwn[0] === cards[0]);
    const told = cards.flatMap(({ reasons }) => reasons.filter(({ kind }) => kind === 'often-taken-by'));
    assert.ok(told.length > 0);
    for (const reason of told) assert.deepEqual(reason, { kind: 'often-taken-by', programme, year: 1 });
    for (const learner of [{}, { study: { programme: 'Alchemy' } }])
      for (const { reasons } of cardsOf(learner))
        assert.ok(reasons.every(({ kind }) => kind !== 'often-taken-by'));
  });

test('what is told is true: ten people or more of the programme took the course, and a fifth of them', () => {
  for (const [course] of courses.entries()) {
    const query = queryNow([], now, { programme: 'Forestry', year: 1 });
    const fellows = model.recommender.fellowsTaking(course, query);
    const people = Array.from({ length: dataset.learnerCount }, (_, learner) => historyOf(dataset, learner));
    const foresters = people.filter((taken) => programmeOf(taken[0]) === 'Forestry');
    const takers = foresters.filter((taken) => taken.includes(course)).length;
    assert.equal(fellows !== undefined, takers >= 10 && takers >= foresters.length / 5, `${course}`);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { courseLinks } from '../../src/answering/course-links.ts';
import { scoreByLearners } from '../../src/answering/score-by-learners.ts';
import { scoreSupplements } from '../../src/answering/score-supplements.ts';
import { statements } from '../../src/answering/statements.ts';
import { isStepBack } from '../../src/answering/step-back.ts';
import { takenInCategories } from '../../src/answering/taken-in-categories.ts';
import type { ServingModel } from '../../src/trained-models/stored-model.ts';

const course = (key: string, level: string, more: Partial<CatalogueCourse> = {}): CatalogueCourse => ({
  ...{ key, title: key, description: '', categories: ['Mathematics'], prerequisites: [], audience: [] },
  ...{ level, ...more },
});
const courses = [
  course('Refresher', 'Introductory'),
  course('Calculus', 'Intermediate', { prerequisites: ['Algebra'] }),
  course('Equations', 'Intermediate', { prerequisites: ['Calculus B'] }),
  course('Calculus B', 'Intermediate', { prerequisites: ['Algebra'], group: 'calculus' }),
  course('Calculus A', 'Intermediate', { prerequisites: ['Algebra'], group: 'calculus' }),
  course('Algebra', 'Intermediate'),
  course('Clay', 'Introductory', { categories: ['Art'] }),
  ...Array.from({ length: 40 }, (_, i) => course(`Filler ${i}`, 'all', { categories: [`Other ${i}`] })),
];
const catalogue = new Catalogue(courses, new Map());
const get = (key: string) => catalogue.courses.get(key) as CatalogueCourse;
const isBack = (one: string, taken: string) => isStepBack(get(one), get(taken), catalogue);

test('what is easier in the subject leads back, and so does all that a course builds on, in whatever section', () => {
  assert.equal(isBack('Refresher', 'Equations'), true);
  assert.equal(isBack('Equations', 'Refresher'), false);
  assert.equal(isBack('Calculus A', 'Equations'), true, 'another section of what it builds on');
  assert.equal(isBack('Algebra', 'Calculus A'), true);
  assert.equal(isBack('Algebra', 'Equations'), true, 'through Calculus');
  assert.equal(isBack('Calculus', 'Calculus A'), false, 'neither builds on the other');
});

test('an easy course of another subject leads nobody back, nor does one of which the level is not known', () => {
  assert.equal(isBack('Clay', 'Equations'), false);
  assert.equal(isBack('Filler 1', 'Equations'), false);
  assert.equal(isStepBack(get('Refresher'), { ...get('Equations'), level: 'FHEQ 5' }, catalogue), false);
});

const said = (recommended: string, about: string, kind: 'because-you-took' | 'because-you-looked-at') =>
  statements([{ share: 1, about, reason: { kind, course: about } }], get(recommended), {
    ...{ catalogue, learner: { history: [about] }, shareOfAll: () => 1 },
    takenIn: takenInCategories(catalogue, { history: [about] }),
    link: courseLinks({ model: undefined, catalogue }),
  }).map(({ reason }) => reason);

test('no course is named as the reason for one that leads back from it, and that is nothing different either', () => {
  assert.deepEqual(said('Refresher', 'Equations', 'because-you-took'), []);
  assert.equal(said('Equations', 'Refresher', 'because-you-took')[0]?.kind, 'because-you-took');
});

test('who only looked at a course is helped by an easier one', () => {
  assert.equal(said('Refresher', 'Equations', 'because-you-looked-at')[0]?.kind, 'because-you-looked-at');
});

test('nothing goes with a course of now that comes before it', () => {
  const { rows, suits } = scoreByLearners(catalogue, ['Calculus A']);
  const suitable = [...rows.keys()].filter((key) => suits(rows.get(key) as number, get(key)));
  assert.ok(!suitable.includes('Algebra'));
  assert.ok(suitable.includes('Equations') && suitable.includes('Refresher'));
});

test('what is easier than the courses of now goes with them after all others, and says so', () => {
  const titles = ['Equations', 'Refresher', 'Calculus A', 'Calculus'];
  const known = new Catalogue(titles.map(get), new Map());
  const model = {
    ...{ sections: titles.map((key) => [key]), rows: new Map(titles.map((key, row) => [key, row])) },
    recommender: { score: () => {}, explain: () => [] },
    texts: {
      vectorOf: () => undefined,
      // The easier one is most like it.
      similarities: (_vector: unknown, out: Float32Array) => out.set([0.2, 0.9, 0.2, 0.2]),
      similarity: () => 0,
    },
  };
  const { scores, suits, causes } = scoreSupplements(model as unknown as ServingModel, known, ['Equations']);
  assert.ok(scores[1]! < scores[3]!);
  assert.equal(suits(1, get('Refresher')), true);
  assert.deepEqual(causes(1, get('Refresher'))[0]?.reason, {
    ...{ kind: 'goes-with', course: 'Equations', isEasier: true },
  });
  assert.deepEqual(causes(3, get('Calculus'))[0]?.reason, { kind: 'goes-with', course: 'Equations' });
});

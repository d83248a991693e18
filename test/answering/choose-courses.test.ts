import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answer } from '../../src/answering/answer.ts';
import { Catalogue } from '../../src/answering/catalogue.ts';
import { diversified } from '../../src/answering/choose-courses.ts';
import { searchCatalogue } from '../../src/answering/course-search.ts';
import { anonymousLearner } from '../../src/answering/learner-state.ts';
import type { Question } from '../../src/answering/question.ts';
import type { ScoredCourses } from '../../src/answering/scored-courses.ts';
import { buildDataset, historyOf } from '../../src/recommender/data/dataset.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { queryNow } from '../../src/recommender/data/scorer.ts';
import { topCourses } from '../../src/recommender/data/top-courses.ts';
import { fit } from '../../src/recommender/fit.ts';
import { servingModel } from '../../src/trained-models/stored-model.ts';
import { finish, smallCollege } from '../recommender/small-college.ts';

const rows = [0, 1, 2, 3, 4, 5];

function scored(more: Partial<ScoredCourses>): ScoredCourses {
  return {
    rows: new Map(rows.map((row) => [`${row}`, row])),
    sections: [],
    scores: Float32Array.of(6, 5.9, 5.8, 5.7, 5.6, 1),
    suits: () => true,
    causes: () => [],
    similarity: () => 0,
    ...more,
  };
}

/** 0 and 1 are taken instead of each other. */
const clash = (row: number, other: number) => row + other === 1;

test('without knowledge of what is taken together, the best unlike in words come first', () => {
  assert.deepEqual(diversified({ rows, hidden: new Set() }, scored({}), 3), rows);
});

test('of two courses that people take instead of each other the better is offered, the other after all that go together', () => {
  assert.deepEqual(diversified({ rows, hidden: new Set() }, scored({ clash }), 5), [0, 2, 3, 4, 5, 1]);
});

test('what is hidden still decides what goes with it: hiding one moves none of those that stay', () => {
  const shown = diversified({ rows, hidden: new Set() }, scored({ clash }), 4);
  const afterwards = diversified({ rows, hidden: new Set([0]) }, scored({ clash }), 4);
  assert.deepEqual(afterwards.slice(0, 3), shown.filter((row) => row !== 0).slice(0, 3));
});

test('too few that go together: the list is as long as it was asked for', () => {
  assert.deepEqual(diversified({ rows, hidden: new Set() }, scored({ clash: () => true }), 3), rows);
});

describe('an answer', () => {
  const { dataset: whole, courses } = smallCollege(600);
  /** Of the fourth and the fifth course of a subject everybody takes one. */
  const instead = (row: number, learner: number) =>
    whole.courses[row]! % 10 === 3 + (learner % 2) ? [] : [row];
  const dataset = buildDataset(
    Array.from({ length: whole.learnerCount }, (_, learner) =>
      Array.from(historyOf(whole, learner), (_, i) => whole.offsets[learner]! + i)
        .flatMap((row) => instead(row, learner))
        .map((row) => ({ learner, course: whole.courses[row]!, time: whole.times[row] })),
    ).flat(),
    whole.learnerCount,
    whole.courseCount,
  );
  const { recommender } = finish(fit(dataset, courses, { epochs: 2 }));
  const keys = courses.map((_, row) => `c${row}`);
  const catalogue = new Catalogue(
    courses.map(({ title, description, categories }, row) => ({
      ...{ key: `c${row}`, prerequisites: [], audience: [] },
      ...{ title, description, categories: [...categories] },
    })),
    new Map(),
  );
  const now = new Date('2026-06-10');
  /** Rows of the five that are offered. */
  const offeredTo = (taken: readonly number[]) => {
    const history = taken.map((row) => `c${row}`);
    const question: Question = {
      ...{
        model: servingModel(
          recommender,
          keys.map((key) => [key]),
        ),
        catalogue,
        search: searchCatalogue(catalogue),
        now,
      },
      rules: { blocked: new Set(), ownLanguagesOnly: false, exploration: 0, offers: 'enterable' },
      learner: { ...anonymousLearner, history, taken: new Set(history), passed: new Set(history) },
      purpose: 'next',
    };
    return answer(question, 5, createRandom(1)).map(({ course }) => keys.indexOf(course.key));
  };
  const clashes = (list: readonly number[]) =>
    list.some((row, i) => list.slice(0, i).some((other) => recommender.clash(row, other)));

  test('holds no course that people take instead of another of it, where the five best would', () => {
    let wouldClash = 0;
    for (const taken of [[0], [1], [2], [0, 1], [1, 2], [10], [11], [12], [10, 11], [11, 12]]) {
      assert.ok(!clashes(offeredTo(taken)), `${offeredTo(taken)}`);
      const scores = new Float32Array(courses.length);
      recommender.score(queryNow(taken, now), scores);
      if (clashes(topCourses(scores, 5, (row) => !taken.includes(row)))) wouldClash++;
    }
    assert.ok(wouldClash >= 3, `${wouldClash}`);
  });

  test('lets a newcomer choose between two subjects, though nobody takes courses of both', () => {
    assert.ok(!recommender.clash(0, 10) && recommender.clash(3, 4));
    const offered = offeredTo([]);
    assert.ok(offered.some((row) => row < 10) && offered.some((row) => row >= 10), `${offered}`);
  });
});

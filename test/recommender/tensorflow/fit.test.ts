import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryNow } from '../../../src/recommender/data/scorer.ts';
import { topCourses } from '../../../src/recommender/data/top-courses.ts';
import { fit } from '../../../src/recommender/fit.ts';
import type { Recommender } from '../../../src/recommender/recommender.ts';
import { trainGmf } from '../../../src/recommender/scorers/gmf/gmf-training.ts';
import { fromBytes, toBytes } from '../../../src/recommender/serialize.ts';
import { tensorFlowTraining } from '../../../src/recommender/tensorflow/gmf-training.ts';
import { finish, smallCollege } from '../small-college.ts';
import { tf } from './tensorflow.ts';

const { dataset, courses } = smallCollege();
const [simd, tensorFlow] = [trainGmf, tensorFlowTraining(tf)].map((train) => {
  const { recommender, test } = finish(fit(dataset, courses, { epochs: 6 }, train));
  const stored = toBytes(recommender);
  return { recommender: fromBytes(stored), ndcg: test.model.ndcgAt10, popularity: test.popularity.ndcgAt10 };
}) as [Fitted, Fitted];

interface Fitted {
  recommender: Recommender;
  ndcg: number;
  popularity: number;
}

function best(recommender: Recommender, history: readonly number[]): number[] {
  const scores = new Float32Array(recommender.courseCount);
  recommender.score(queryNow(history), scores);
  return topCourses(scores, 5, (course) => !history.includes(course));
}

test('both engines rank held-out courses about as well, and far better than popularity', () => {
  const figures = `${simd.ndcg}, ${tensorFlow.ndcg}, popularity ${simd.popularity}`;
  assert.ok(Math.abs(simd.ndcg - tensorFlow.ndcg) < 0.05, figures);
  assert.ok(tensorFlow.ndcg > 1.2 * tensorFlow.popularity, figures);
});

test('what is stored of both is read again, and offers nearly the same courses', () => {
  const histories = [[], [2], [1, 3, 4], [12], [10, 11, 15, 16]];
  const shared = histories.map((history) => {
    const offered = best(simd.recommender, history);
    return best(tensorFlow.recommender, history).filter((course) => offered.includes(course)).length;
  });
  assert.ok(
    shared.every((count) => count >= 3),
    `${shared}`,
  );
});

// What every scorer of the list must do; a new one is tested here as soon as it is in the list.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runToEnd } from '../../../src/recommender/data/progress.ts';
import type { ExplainableScorer, Query } from '../../../src/recommender/data/scorer.ts';
import { catalogueFacts } from '../../../src/recommender/scorer-kit/catalogue-facts.ts';
import { fitScorers } from '../../../src/recommender/scorer-kit/fit-scorers.ts';
import { StoredReader } from '../../../src/recommender/scorer-kit/stored-scorer.ts';
import { networkDefaults } from '../../../src/recommender/scorers/gmf-scorer.ts';
import { networkScorers } from '../../../src/recommender/scorers/networks.ts';
import { shippedScorers, shippedScorersWith } from '../../../src/recommender/scorers/shipped-scorers.ts';
import { smallCollege } from '../small-college.ts';

const { dataset, courses } = smallCollege(80);
const { courseCount } = dataset;
const definitions = shippedScorersWith(networkScorers({ ...networkDefaults, epochs: 2 }));
const { scorers } = runToEnd(fitScorers(definitions, dataset, catalogueFacts(courses)));

const histories = [[], [3], [12, 14, 17], [0, 2, 3, 5, 8, 11]];
const queryFor = (history: readonly number[]): Query => {
  return { history: Int32Array.from(history), at: Number.NaN };
};

function scoresOf(scorer: ExplainableScorer, query: Query): Float32Array {
  const scores = new Float32Array(courseCount).fill(Number.NaN);
  scorer.score(query, scores);
  return scores;
}

function assertClose(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) < 1e-4, `${what}: ${actual}, expected ${expected}`);
}

test('no two scorers have the same name, and none has a dot in it: names are keys of stored models', () => {
  const names = shippedScorers.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(
    names.filter((name) => !/^[a-z][A-Za-z]*$/.test(name) || name === 'ranker'),
    [],
  );
});

for (const definition of shippedScorers) {
  const { name } = definition;
  const scorer = scorers.get(definition);

  test(`${name}: every course has a number, whatever the history`, () => {
    for (const history of histories) assert.ok(scoresOf(scorer, queryFor(history)).every(Number.isFinite));
  });

  test(`${name}: asked about some courses, it gives their scores`, () => {
    const some = Int32Array.of(1, 7, 13, 19);
    for (const history of histories) {
      const query = queryFor(history);
      const all = scoresOf(scorer, query);
      const own = new Float32Array(courseCount);
      scorer.score(query, own, some);
      for (const course of some) assertClose(own[course]!, all[course]!, `${history}: ${course}`);
    }
  });

  test(`${name}: asked about one course, it says what it says of all, and what it would without a course taken`, () => {
    for (const history of histories) {
      const places = [...history.keys()];
      const out = new Float64Array(1 + places.length);
      for (const course of [0, 9, 16]) {
        scorer.scoreWithout(queryFor(history), course, places, out);
        assertClose(out[0]!, scoresOf(scorer, queryFor(history))[course]!, `${history}: ${course}`);
        for (const place of places) {
          const without = queryFor(history.toSpliced(place, 1));
          assertClose(
            out[1 + place]!,
            scoresOf(scorer, without)[course]!,
            `${history} less ${place}: ${course}`,
          );
        }
      }
    }
  });

  if (definition.relatesCourses)
    test(`${name}: what it says of a course beside others is what it would say to who has taken one of them alone`, () => {
      const taken = Int32Array.of(0, 2, 3, 5, 8, 11, 14);
      for (const course of [1, 9, 16]) {
        const relations = new Float64Array(taken.length).fill(1);
        scorer.addRelations?.(course, taken, relations);
        for (const [i, other] of taken.entries())
          assertClose(relations[i]!, 1 + scoresOf(scorer, queryFor([other]))[course]!, `${course}, ${other}`);
      }
    });

  test(`${name}: its faster ways to name candidates say the same`, () => {
    for (const history of histories) {
      const query = queryFor(history);
      const scores = scoresOf(scorer, query);
      if (scorer.bestForAll) {
        const best = [...scorer.bestForAll(query)];
        assert.ok(best.every((course, i) => i === 0 || scores[course]! <= scores[best[i - 1]!]!));
        assert.ok(best.every((course) => scores[course]! > 0));
      }
      const forAll = scorer.scoresForAll?.(query);
      if (forAll) {
        assert.deepEqual(forAll, scores);
        assert.equal(scorer.scoresForAll?.(queryFor(history)), forAll, 'the same array');
      }
      if (scorer.scoreSparsely) {
        const [own, touched] = [new Float32Array(courseCount), new Int32Array(courseCount)];
        const count = scorer.scoreSparsely(query, own, touched);
        assert.deepEqual(own, scores);
        const listed = new Set(touched.subarray(0, count));
        assert.ok(scores.every((score, course) => score === 0 || listed.has(course)));
      }
      if (scorer.scoreRoughly) {
        const exact = new Float32Array(courseCount);
        scorer.scoreRoughly(query, new Float32Array(courseCount))(Int32Array.of(2, 15), exact);
        for (const course of [2, 15]) assertClose(exact[course]!, scores[course]!, `${history}: ${course}`);
      }
    }
  });

  test(`${name}: it scores the same after it was stored`, () => {
    const { arrays, values } = definition.store(scorer);
    const stored = { arrays, values: JSON.parse(JSON.stringify(values)) };
    const restored = definition.restore(new StoredReader(name, stored), { courseCount, scorers });
    for (const history of histories)
      assert.deepEqual(scoresOf(restored, queryFor(history)), scoresOf(scorer, queryFor(history)));
  });
}

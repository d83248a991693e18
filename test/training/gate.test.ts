import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Interval } from '../../models/trained-model.ts';
import type { RankingMetrics } from '../../src/recommender/evaluation/metrics.ts';
import { judge } from '../../src/training/gate.ts';

interface Figures {
  model: number;
  popularity: number;
  /** Half the width of the intervals. */
  spread?: number;
}

function intervalsOf({ model, popularity, spread = 0.01 }: Figures) {
  const about = (value: number): Interval => [value - spread, value + spread];
  return { model: about(model), popularity: about(popularity), gain: about(model - popularity) };
}
const metrics = (ndcgAt10: number): RankingMetrics => ({
  ...{ ndcgAt10, learners: 100, recallAt5: 0, recallAt10: 0, precisionAt5: 0, mrr: 0 },
});
const fitted = (figures: Figures) => ({
  test: { model: metrics(figures.model), popularity: metrics(figures.popularity) },
  intervals: intervalsOf(figures),
});
const serving = (figures: Figures) => ({
  metrics: { 'model.ndcgAt10': figures.model, 'popularity.ndcgAt10': figures.popularity },
  intervals: intervalsOf(figures),
});

describe('the gate', () => {
  const sure = { model: 0.3, popularity: 0.2 };
  const unsure = { model: 0.205, popularity: 0.2 };

  test('asks for an interval above 0 only where a model serves that has one', () => {
    assert.deepEqual(judge(fitted(unsure), undefined), {
      ...{ accepted: true, gate: 'estimate', isWorse: false },
    });
    const small = { model: 0.25, popularity: 0.2, spread: 0.1 };
    assert.equal(judge(fitted(unsure), serving(small)).accepted, true);
    assert.deepEqual(
      [judge(fitted(unsure), serving(sure)).accepted, judge(fitted(unsure), serving(sure)).gate],
      [false, 'interval'],
    );
    assert.equal(judge(fitted(sure), serving(sure)).accepted, true);
    assert.equal(judge(fitted({ model: 0.2, popularity: 0.2 }), undefined).accepted, false);
  });

  test('knows nothing of models of before there were such figures', () => {
    const { metrics: old } = serving(sure);
    assert.deepEqual(judge(fitted(unsure), { metrics: old }), {
      ...{ accepted: true, gate: 'estimate', isWorse: false },
    });
  });

  test('finds a model worse that has surely gained less, unless the courses were only harder, or easier, to foretell', () => {
    const good = serving({ model: 0.4, popularity: 0.2 });
    const isWorse = (figures: Figures) => judge(fitted(figures), good).isWorse;
    assert.equal(isWorse({ model: 0.3, popularity: 0.2 }), true);
    assert.equal(isWorse({ model: 0.385, popularity: 0.2 }), false, 'the intervals meet');
    assert.equal(isWorse({ model: 0.3, popularity: 0.09 }), false, 'it has gained as much as before');
    assert.equal(isWorse({ model: 0.41, popularity: 0.3 }), false, 'it ranks better than before');
  });
});

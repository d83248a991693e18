import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basketLines, calibrationLines } from '../../src/experiment/show-baskets.ts';
import type { BasketFigures } from '../../src/recommender/evaluation/baskets.ts';

const figures = (way: string): BasketFigures => ({
  ...{ way, baskets: 20, precision_at_5: 0.25, recall_at_5: 0.5, f1_at_5: 1 / 3 },
  ...{ difference_ci95: [-0.01, 0.02], pairs_seen: 0.6, clash: 0.25, same_title: 0.125, likeness: 0.1 },
});

test('each model has its five best; of what ships every way is told, with its difference from them', () => {
  const lines = basketLines([
    { name: 'ease', ways: [figures('five best')] },
    { name: 'hybrid', ways: [figures('five best'), figures('go together')] },
  ]);
  for (const line of lines) assert.ok(line.length <= 100, line);
  const printed = lines.join('\n');
  assert.match(printed, /^ease +five best +0\.250 +0\.500 +0\.3333 +60 % +25\.0 % +12\.5 % +0\.100$/m);
  assert.match(printed, /^hybrid +five best +0\.250 +0\.500 +0\.3333 +60 %/m);
  assert.match(printed, /^ +go together +0\.250 +0\.500 +0\.3333 +−0\.0100 to \+0\.0200 +60 %/m);
  assert.deepEqual(basketLines([]), []);
});

test('probabilities: by how much they are off, and what came true of what was said', () => {
  const bins = [{ forecasts: 7, probability: 0.05, share: 0.1 }];
  const first = { forecasts: 7, ece: 0.05, ece_by_chance: 0.08, brier: 0.0925, bins };
  const lines = calibrationLines({ first, first_five: { ...first, forecasts: 35 } });
  for (const line of lines) assert.ok(line.length <= 100, line);
  const printed = lines.join('\n');
  assert.match(printed, /^the first +7 +0\.0500 +0\.0800 +0\.0925$/m);
  assert.match(printed, /^each of the first five +35 /m);
  assert.match(printed, /^5\.0 % +10\.0 % +7$/m);
  assert.deepEqual(calibrationLines(null), []);
});

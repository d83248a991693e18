import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import {
  brierScore,
  CalibrationTally,
  calibrationBins,
  calibrationError,
  calibrationFigures,
  chanceError,
  type Forecast,
} from '../../../src/recommender/evaluation/calibration.ts';

const forecasts = (probability: number, came: number, of: number): Forecast[] =>
  Array.from({ length: of }, (_, i) => ({ probability, happened: i < came }));

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}, not ${expected}`);

test('bins of equally many forecasts, by hand', () => {
  // Forty forecasts, so ten bins of four: five of each probability.
  const bins = calibrationBins([...forecasts(0.5, 15, 20), ...forecasts(0.1, 2, 20)]);
  assert.equal(bins.length, 10);
  assert.ok(bins.every((bin) => bin.forecasts === 4));
  near(bins[0]!.probability, 0.1);
  assert.equal(bins[0]!.share, 0.5);
  near(bins[9]!.probability, 0.5);
  assert.equal(bins[9]!.share, 0);
});

test('few forecasts are a bin each; none are no bins and no error', () => {
  assert.deepEqual(calibrationBins([...forecasts(0.75, 1, 1), ...forecasts(0.25, 0, 1)]), [
    { forecasts: 1, probability: 0.25, share: 0 },
    { forecasts: 1, probability: 0.75, share: 1 },
  ]);
  assert.equal(calibrationError([...forecasts(0.75, 1, 1), ...forecasts(0.25, 0, 1)]), 0.25);
  assert.equal(calibrationError([]), 0);
});

test('the Brier score, by hand: .75² and .25², each half of the time', () => {
  assert.equal(brierScore(forecasts(0.75, 1, 2)), (0.0625 + 0.5625) / 2);
  assert.equal(brierScore(forecasts(1, 5, 5)), 0);
});

test('true probabilities are off by less than chance says, probabilities twice as high by far more', () => {
  const random = createRandom(4);
  const drawn = Array.from({ length: 2_000 }, () => {
    const probability = 0.4 * random.next();
    return { probability, happened: random.next() < probability };
  });
  const error = calibrationError(drawn);
  assert.ok(error > 0 && error < chanceError(drawn), `${error}`);
  const bold = drawn.map((forecast) => ({ ...forecast, probability: 2 * forecast.probability }));
  assert.ok(calibrationError(bold) > 4 * chanceError(bold));
  assert.ok(chanceError(drawn.slice(0, 200)) > 2 * chanceError(drawn));
});

test('a case counts with its five likeliest courses, the first of them twice', () => {
  const tally = new CalibrationTally();
  const probabilities = Float32Array.of(0.0625, 0.25, 0, 0.125, 0.0625, 0.03125, 0.015625);
  tally.add(
    {
      query: { learner: 0, history: new Int32Array(), at: 0 },
      targets: Int32Array.of(3),
      seen: new Int32Array(),
    },
    probabilities,
  );
  assert.deepEqual(tally.first, [{ probability: 0.25, happened: false }]);
  assert.deepEqual(
    tally.firstFive.map(({ probability, happened }) => [probability, happened]),
    [
      [0.25, false],
      [0.125, true],
      [0.0625, false],
      [0.0625, false],
      [0.03125, false],
    ],
  );
  const figures = calibrationFigures(tally);
  assert.equal(figures?.first.forecasts, 1);
  assert.equal(figures?.first.brier, 0.0625);
  assert.equal(figures?.first_five.bins.length, 5);
  assert.equal(calibrationFigures(new CalibrationTally()), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { fitTemperature, type ScoredChoice } from '../../../src/recommender/ranker/temperature.ts';

/** Choices made by the softmax of the scores over a temperature. */
function choicesAt(temperature: number, count = 3_000): ScoredChoice[] {
  const random = createRandom(2);
  return Array.from({ length: count }, () => {
    const scores = Float32Array.from({ length: 8 }, () => 3 * random.normal());
    const odds = scores.map((score) => Math.exp(score / temperature));
    let draw = random.next() * odds.reduce((sum, odd) => sum + odd, 0);
    let taken = 0;
    while (taken < 7 && draw > odds[taken]!) draw -= odds[taken++]!;
    return { scores, taken };
  });
}

for (const temperature of [0.5, 1, 2])
  test(`choices that were made at ${temperature} have that temperature`, () => {
    assert.ok(Math.abs(fitTemperature(choicesAt(temperature)) / temperature - 1) < 0.05);
  });

test('one choice of two, by hand: what is never wrong may be as sure as can be, what is always wrong as unsure', () => {
  const scores = Float32Array.of(1, 0);
  assert.ok(fitTemperature([{ scores, taken: 0 }]) < 0.26);
  assert.ok(fitTemperature([{ scores, taken: 1 }]) > 3.9);
  // Right three times in four: e^(1 / T) = 3.
  const mixed = [0, 0, 0, 1].map((taken) => ({ scores, taken }));
  assert.ok(Math.abs(fitTemperature(mixed) - 1 / Math.log(3)) < 1e-3);
});

test('without choices nothing is changed', () => {
  assert.equal(fitTemperature([]), 1);
});

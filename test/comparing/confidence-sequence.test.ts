import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DifferenceSequence, halfWidth, leastInArm } from '../../src/comparing/confidence-sequence.ts';
import { createRandom } from '../../src/recommender/data/random.ts';

const comparisons = 500;
const learners = 2_000;

interface Looked {
  /** Whether the interval ever left 0 out, of this kind and of the usual one. */
  ours: boolean;
  usual: boolean;
  /** After how many learners; undefined: never. */
  decidedAfter: number | undefined;
  /** Whether it was ever told that the wrong arm was better. */
  wrong: boolean;
}

/** One comparison, looked at after every learner whose time is over. */
function look(seed: number, serving: number, compared: number, share = 0.5): Looked {
  const random = createRandom(seed);
  const sequence = new DifferenceSequence();
  const counted = { serving: 0, compared: 0 };
  const looked: Looked = { ours: false, usual: false, decidedAfter: undefined, wrong: false };
  for (let n = 1; n <= learners; n++) {
    const isCompared = random.next() < share;
    const outcome = random.next() < (isCompared ? compared : serving);
    sequence.add({ isCompared, propensity: isCompared ? share : 1 - share, outcome });
    counted[isCompared ? 'compared' : 'serving']++;
    if (Math.min(counted.serving, counted.compared) < leastInArm) continue;
    const { difference } = sequence;
    if (Math.abs(difference) > sequence.halfWidth) {
      looked.ours = true;
      looked.decidedAfter ??= n;
      if (Math.sign(difference) !== Math.sign(compared - serving)) looked.wrong = true;
    }
    // The same figures with the half-width that is meant for one look: 1.96 standard errors.
    const usual = (sequence.halfWidth / halfWidth(n, 1)) * (1.96 / Math.sqrt(n));
    if (Math.abs(difference) > usual) looked.usual = true;
  }
  return looked;
}

const simulate = (serving: number, compared: number, share?: number) =>
  Array.from({ length: comparisons }, (_, seed) => look(seed + 1, serving, compared, share));
const count = (all: readonly Looked[], what: (one: Looked) => boolean) => all.filter(what).length;

/** 5 % of 500 are 25; more than 37 come by chance once in some hundred times. */
const most = 37;

test('without a difference, looking after every learner is wrong in 5 % of comparisons at most', () => {
  for (const [rate, share] of [
    [0.2, 0.5],
    [0.05, 0.5],
    [0.5, 0.3],
  ] as const) {
    const wrong = count(simulate(rate, rate, share), ({ ours }) => ours);
    assert.ok(wrong <= most, `${rate}, ${share}: ${wrong} of ${comparisons}`);
  }
});

test('why: the usual 95 % interval, looked at as often, is wrong in a third of them and more', () => {
  const wrong = count(simulate(0.2, 0.2), ({ usual }) => usual);
  assert.ok(wrong > comparisons / 3, `${wrong} of ${comparisons}`);
});

test('a real difference is found in most of them, and hardly ever the wrong way round', () => {
  for (const [serving, compared] of [
    [0.2, 0.3],
    [0.3, 0.2],
  ] as const) {
    const all = simulate(serving, compared);
    const decided = count(all, ({ ours }) => ours);
    assert.ok(decided > 0.9 * comparisons, `${decided} of ${comparisons}`);
    assert.ok(count(all, ({ wrong }) => wrong) <= 5);
    const after = all.flatMap(({ decidedAfter }) => decidedAfter ?? []).sort((a, b) => a - b);
    assert.ok((after[Math.floor(after.length / 2)] as number) < 1_200);
  }
});

test('the interval is about as narrow as it can be at 500, and wider than the usual one', () => {
  // The formula with other parameters, worked out here anew.
  const width = (rho2: number) =>
    Math.sqrt(((2 * (500 * rho2 + 1)) / (500 ** 2 * rho2)) * Math.log(Math.sqrt(500 * rho2 + 1) / 0.05));
  const narrowest = Math.min(...Array.from({ length: 200 }, (_, i) => width((i + 1) / 1_000)));
  assert.ok(halfWidth(500, 1) < narrowest * 1.001 && halfWidth(500, 1) > narrowest * 0.999);
  assert.ok(halfWidth(500, 1) > 1.96 / Math.sqrt(500));
  assert.equal(halfWidth(500, 2), 2 * halfWidth(500, 1));
});

test('the difference is about that of the shares, also where the arms are of unequal size', () => {
  const sequence = new DifferenceSequence();
  assert.deepEqual([sequence.difference, sequence.halfWidth], [0, Number.POSITIVE_INFINITY]);
  // 600 of 1,000 in the compared arm by chance: 30 % of them, and 20 % of the others.
  for (let i = 0; i < 1_000; i++) {
    const isCompared = i % 5 < 3;
    const place = Math.floor(i / 5) % 10;
    sequence.add({ isCompared, propensity: 0.5, outcome: place < (isCompared ? 3 : 2) });
  }
  assert.ok(Math.abs(sequence.difference - 0.1) < 0.02, `${sequence.difference}`);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, type Dataset } from '../../../src/recommender/data/dataset.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { queryNow } from '../../../src/recommender/data/scorer.ts';
import { AttentionNetwork } from '../../../src/recommender/scorers/attention/attention-network.ts';
import {
  denseViews,
  longestHistory,
} from '../../../src/recommender/scorers/attention/attention-parameters.ts';
import {
  attentionDefaults,
  planned,
  trainAttention,
} from '../../../src/recommender/scorers/attention/attention-training.ts';
import { CandidateSample } from '../../../src/recommender/scorers/attention/candidate-sample.ts';
import {
  attentionBatch,
  batchCourses,
  batchHistories,
  computeGradients,
  sumOfParts,
} from './attention-batch.ts';

const shape = { dimensions: 32, heads: 2 };

function datasetOf(histories: readonly (readonly number[])[], courseCount: number): Dataset {
  const interactions = histories.flatMap((history, learner) =>
    history.map((course) => ({ learner, course })),
  );
  return buildDataset(interactions, histories.length, courseCount);
}

function trained(dataset: Dataset, changes: Partial<typeof attentionDefaults>): AttentionNetwork {
  const options = { ...attentionDefaults, dimensions: 16, ...changes };
  const random = createRandom(1);
  const start = Float32Array.from(
    { length: dataset.courseCount * options.dimensions },
    () => 0.1 * random.normal(),
  );
  for (const { epoch, model } of trainAttention(dataset, start, options))
    if (epoch === options.epochs) return model.copy();
  throw new Error('The training ended.');
}

function scoresOf(network: AttentionNetwork, history: readonly number[]): Float32Array {
  const scores = new Float32Array(network.parameters.bias.length);
  network.score(queryNow(history), scores);
  return scores;
}

test('what is asked computes what was trained', () => {
  const step = attentionBatch(shape);
  computeGradients(step);
  const { parameters, rows, result, starts } = step.arrays;
  const network = new AttentionNetwork(parameters, shape);
  for (const [l, history] of batchHistories.entries())
    for (let t = 0; t + 1 < history.length; t++) {
      const scores = scoresOf(
        network,
        history.slice(0, t + 1).map((place) => rows[place]!),
      );
      for (let course = 0; course < batchCourses; course++) {
        let expected = parameters.bias[course]!;
        for (let k = 0; k < shape.dimensions; k++)
          expected +=
            result[(starts[l]! + t) * shape.dimensions + k]! *
            parameters.courses[course * shape.dimensions + k]!;
        assert.ok(Math.abs(scores[course]! - expected) < 1e-4, `${l} ${t} ${course}`);
      }
    }
});

test('of a long history the last courses count, and where one of them is left out, one more', () => {
  const network = new AttentionNetwork(attentionBatch(shape).arrays.parameters, shape);
  const random = createRandom(4);
  const old = 10;
  const history = Array.from({ length: longestHistory + old }, () => random.below(batchCourses));
  const places = [history.length - 1, history.length - 30, old - 1, 2];
  const expected = [history, ...places.map((place) => history.toSpliced(place, 1))].map(
    (taken) => scoresOf(network, taken)[3]!,
  );
  assert.equal(scoresOf(network, history.slice(old))[3], expected[0]);
  assert.notEqual(scoresOf(network, history.slice(old + 1))[3], expected[0]);
  const out = new Float64Array(1 + places.length);
  network.scoreWithout(queryNow(history), 3, places, out);
  for (const [i, score] of out.entries()) assert.ok(Math.abs(score - expected[i]!) < 1e-5, `${i}`);
});

test('what is left out of a layer is left out on the way back too', () => {
  const step = attentionBatch(shape, 0.3);
  const loss = computeGradients(step);
  assert.notEqual(loss, computeGradients(attentionBatch(shape)));
  const { parameters, denseGradients } = step.arrays;
  const gradient = denseViews(shape, Float32Array.from(sumOfParts(denseGradients)));
  const values = denseViews(shape, parameters.dense);
  for (const name of ['query', 'value', 'attended', 'hidden', 'output', 'attentionGain'] as const) {
    // Along the gradient, where the change of the loss is largest against rounding.
    const length = Math.hypot(...gradient[name]);
    const [before, far] = [values[name].slice(), 1e-2];
    const lossAt = (distance: number) => {
      for (let i = 0; i < before.length; i++)
        values[name][i] = before[i]! + (distance * gradient[name][i]!) / length;
      return computeGradients(step);
    };
    const slope = (lossAt(far) - lossAt(-far)) / (2 * far);
    values[name].set(before);
    assert.ok(Math.abs(slope - length) < 0.02 * length, `${name}: ${slope}, gradient ${length}`);
  }
});

test('with any number of threads the same network is learnt, bit for bit', () => {
  const random = createRandom(7);
  const histories = Array.from({ length: 60 }, () => Array.from({ length: 6 }, () => random.below(40)));
  const dataset = datasetOf(histories, 40);
  const changes = { epochs: 2, learners: 16, negatives: 8 };
  const [one, three] = [1, 3].map((threads) => trained(dataset, { ...changes, threads }));
  assert.deepEqual(three!.parameters, one!.parameters);
});

test('it learns what no sum over the courses taken can say: either of two courses, but not both or none', () => {
  const random = createRandom(5);
  // Course 0 or 1, then 2 or 3, then 4; what follows depends on whether the first two go together.
  const histories = Array.from({ length: 400 }, () => {
    const [a, b] = [random.below(2), random.below(2)];
    return [a, 2 + b, 4, a === b ? 5 : 6];
  });
  const network = trained(datasetOf(histories, 7), {
    dimensions: 32,
    heads: 4,
    epochs: 60,
    learners: 16,
    learningRate: 0.01,
    dropout: 0,
  });
  for (const a of [0, 1])
    for (const b of [0, 1]) {
      const scores = scoresOf(network, [a, 2 + b, 4]);
      assert.equal(scores[5]! > scores[6]!, a === b, `${a} ${b}: ${scores[5]}, ${scores[6]}`);
    }
});

test('a sample that holds the whole catalogue corrects nothing', () => {
  const dataset = datasetOf(
    [
      [0, 1, 2],
      [3, 4],
    ],
    10,
  );
  const [rows, logChance] = [new Int32Array(16), new Float32Array(16)];
  const sample = new CandidateSample(dataset, 8, rows, logChance);
  for (const course of [3, 1, 3]) sample.add(course);
  assert.equal(sample.complete(1, createRandom(1)), 16);
  assert.deepEqual(
    [...rows].sort((a, b) => a - b),
    [...Array(6).fill(-1), ...Array(10).keys()],
  );
  assert.ok(logChance.every((value) => value === 0));
});

test('the chance of a course to be in a sample is as often as it is in one', () => {
  const random = createRandom(9);
  // Course c is taken by about one learner in c + 1.
  const histories = Array.from({ length: 300 }, () =>
    Array.from({ length: 40 }, (_, c) => c).filter((c) => random.below(c + 1) === 0),
  );
  const dataset = datasetOf(histories, 40);
  const [rows, logChance] = [new Int32Array(40), new Float32Array(40)];
  const sample = new CandidateSample(dataset, 5, rows, logChance);
  const [found, expected] = [new Float64Array(40), new Float64Array(40)];
  const rounds = 2_000;
  for (let round = 0; round < rounds; round++) {
    sample.clear();
    for (let l = 0; l < 3; l++) for (const course of histories[random.below(300)]!) sample.add(course);
    const size = sample.complete(3, random);
    for (let c = 0; c < size; c++) {
      if (rows[c]! < 0) continue;
      found[rows[c]!]! += 1 / rounds;
      expected[rows[c]!] = Math.exp(logChance[c]!);
    }
  }
  for (const [course, share] of found.entries())
    assert.ok(
      Math.abs(share - expected[course]!) < 0.06,
      `${course}: ${share}, said to be ${expected[course]}`,
    );
});

test('an epoch looks at no more courses than it may', () => {
  const random = createRandom(11);
  const histories = Array.from({ length: 500 }, () => Array.from({ length: 5 }, () => random.below(100)));
  const dataset = datasetOf(histories, 100);
  const options = { ...attentionDefaults, dimensions: 16, learners: 10, epochs: 3 };
  const start = new Float32Array(100 * 16).fill(0.1);
  const all = trainAttention(dataset, start, options).next().value;
  const some = trainAttention(dataset, start, { ...options, tokensPerEpoch: 300 }).next().value;
  const tokens = dataset.courses.length - 500;
  assert.equal(all.examples, tokens);
  assert.ok(some.examples >= 300 && some.examples < 300 + 10 * 5, `${some.examples}`);
});

test('a training plans about 2,000 steps, 10 to 30 epochs; fewer where there are few learners', () => {
  const epochsOf = (learners: number, changes: object = {}) => {
    const histories = Array.from({ length: learners }, (_, l) => [l % 50, 50 + (l % 50)]);
    return planned(datasetOf(histories, 100), { ...attentionDefaults, ...changes }).epochs;
  };
  assert.equal(epochsOf(1_999), 6);
  // Batches of 32 learners: 63 steps an epoch.
  assert.equal(epochsOf(2_000), 30);
  assert.equal(epochsOf(2_000, { learners: 16 }), 16);
  assert.equal(epochsOf(2_000, { learners: 2 }), 10);
  assert.equal(epochsOf(2_000, { learners: 2, tokensPerEpoch: 200 }), 20);
});

test('courses that few took are learnt with more dropout', () => {
  const random = createRandom(12);
  const dropoutOf = (learners: number) => {
    const histories = Array.from({ length: learners }, () => [0, 1 + random.below(49)]);
    return planned(datasetOf(histories, 50), attentionDefaults).dropout;
  };
  assert.equal(dropoutOf(100), 0.4);
  assert.ok(Math.abs(dropoutOf(1_386) - 0.3) < 0.01, `${dropoutOf(1_386)}`);
  assert.equal(dropoutOf(10_000), 0.2);
});

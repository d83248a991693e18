import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../../src/configuration/project-root.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { type Allocator, allocateMemory, Kernels } from '../../../src/recommender/kernels/kernels.ts';
import { SymmetricSystem } from '../../../src/recommender/kernels/symmetric-system.ts';

const random = createRandom(3);

/** Kernels on a memory of their own with arrays of normal numbers. */
function withArrays<Name extends string>(sizes: Record<Name, number>) {
  const layout = (allocator: Allocator) =>
    Object.fromEntries(
      Object.entries<number>(sizes).map(([name, size]) => [name, allocator.floats(size)]),
    ) as Record<Name, Float32Array>;
  const kernels = new Kernels(allocateMemory(layout));
  const arrays = layout(kernels);
  for (const array of Object.values<Float32Array>(arrays))
    for (let i = 0; i < array.length; i++) array[i] = random.normal();
  return { run: kernels.run, arrays };
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs(actual[i]! - expected[i]!) < tolerance, `${i}: ${actual[i]}, ${expected[i]}`);
}

test('the compiled kernels are those of the source', () => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts', 'build-kernels.mjs'), '--check']);
});

test('a product of matrices, any number of rows, either as it is or transposed, over or onto', () => {
  for (const m of [1, 4, 7]) {
    const [n, k] = [16, 5];
    const { run, arrays } = withArrays({ a: m * k, b: k * n, c: m * n });
    const { a, b, c } = arrays;
    const product = Array.from({ length: m * n }, (_, at) =>
      Array.from({ length: k }, (_, l) => a[Math.floor(at / n) * k + l]! * b[l * n + (at % n)]!).reduce(
        (x, y) => x + y,
      ),
    );
    run.multiply(c.byteOffset, a.byteOffset, b.byteOffset, m, n, k, k * 4, 4, false);
    assertClose(c, product);
    run.multiply(c.byteOffset, a.byteOffset, b.byteOffset, m, n, k, k * 4, 4, true);
    assertClose(
      c,
      product.map((value) => 2 * value),
    );
    // The same matrix stored by columns.
    const stored = a.slice();
    for (let i = 0; i < m; i++) for (let l = 0; l < k; l++) a[l * m + i] = stored[i * k + l]!;
    run.multiply(c.byteOffset, a.byteOffset, b.byteOffset, m, n, k, 4, m * 4, false);
    assertClose(c, product);
  }
});

test('softmax: probabilities and the logarithm of the total, with what cannot be at 0', () => {
  const { run, arrays } = withArrays({ row: 12, bias: 12 });
  const { row, bias } = arrays;
  row[3] = 40;
  row[10] = -1e9;
  const logits = Array.from(row, (value, i) => value + bias[i]!);
  const largest = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  const logTotal = run.softmax(row.byteOffset, bias.byteOffset, 12);
  assert.ok(Math.abs(logTotal - largest - Math.log(total)) < 1e-4);
  assertClose(
    row,
    logits.map((logit) => Math.exp(logit - largest) / total),
  );
  assert.equal(row[10], 0);
});

for (const focal of [false, true])
  test(`the losses of courses each on its own, ${focal ? 'focal' : 'plain'}, and their derivatives, however far out`, () => {
    const n = 16;
    const { run, arrays } = withArrays({ row: n, bias: n });
    const { row, bias } = arrays;
    bias.fill(0, 12);
    row.set([-1e9, -90, 60, 0], 12);
    const logits = Array.from(row, (value, i) => value + bias[i]!);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const entropy = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    const lossOf = (x: number) => (focal ? sigmoid(x) ** 2 : 1) * entropy(x);
    const total = run.binaryLosses(row.byteOffset, bias.byteOffset, n, focal);
    assert.ok(Math.abs(total - logits.reduce((sum, x) => sum + lossOf(x), 0)) < 1e-4);
    assertClose(
      row,
      logits.map((x) => (x === -1e9 ? 0 : (lossOf(x + 1e-4) - lossOf(x - 1e-4)) / 2e-4)),
    );
    assert.equal(row[12], 0);
  });

for (const [stride, seen, groups] of [
  [4, 4, 1],
  [13, 9, 2],
  [20, 20, 3],
] as const)
  test(`a wide and deep ranker of ${stride} features: standardised, cut off, by linear weights and by ${groups} × 16 rectified units that see ${seen}`, () => {
    const [n, units, farthest] = [5, 16, 1.5];
    const width = Math.ceil(stride / 4) * 4;
    const group = (2 + seen) * units;
    const row = { mean: width, scale: width, wide: width, standard: width };
    const { run, arrays } = withArrays({ ...row, scores: n, features: n * width, deep: groups * group });
    const { scores, features, mean, scale, wide, deep, standard } = arrays;
    for (const weights of [mean, scale, wide]) weights.fill(0, stride);
    const expected = Array.from(scores, (_, i) => {
      const x = Array.from(wide, (_, k) => {
        const deviation = (features[i * stride + k]! - mean[k]!) * scale[k]!;
        return Math.max(-farthest, Math.min(farthest, deviation));
      });
      let sum = x.reduce((total, value, k) => total + value * wide[k]!, 0);
      for (let g = 0; g < groups; g++)
        for (let h = 0; h < units; h++) {
          const weightOf = (r: number) => deep[g * group + r * units + h]!;
          const unit = x
            .slice(0, seen)
            .reduce((total, value, k) => total + value * weightOf(2 + k), weightOf(0));
          sum += Math.max(0, unit) * weightOf(1);
        }
      return sum;
    });
    run.wideAndDeep(
      scores.byteOffset,
      features.byteOffset,
      4 * stride,
      n,
      width,
      mean.byteOffset,
      scale.byteOffset,
      wide.byteOffset,
      deep.byteOffset,
      groups,
      seen,
      standard.byteOffset,
      farthest,
    );
    assertClose(scores, expected, 1e-4);
  });

test('systems of equations, any number of them, one after another in the same room', () => {
  const system = new SymmetricSystem(21);
  for (const n of [21, 1, 8, 13]) {
    const factors = Array.from({ length: n }, () => Array.from({ length: n }, () => random.normal()));
    const entry = (a: number, b: number) =>
      factors[a]!.reduce((sum, value, k) => sum + value * factors[b]![k]!, a === b ? 1 : 0);
    const solution = Array.from({ length: n }, () => random.normal());
    system.clear(n);
    for (let row = 0; row < n; row++) {
      for (let column = 0; column <= row; column++)
        system.matrix[column * system.stride + row] = entry(row, column);
      system.target[row] = solution.reduce((sum, x, column) => sum + entry(row, column) * x, 0);
    }
    system.solve(n);
    assertClose(system.target.subarray(0, n), solution, 1e-8);
  }
});

test('an unknown that the equations before it leave without a positive pivot is 0', () => {
  const system = new SymmetricSystem(3);
  const rows = [[4], [2, 1], [0, 0, 5]];
  system.clear(3);
  for (const [row, entries] of rows.entries())
    for (const [column, entry] of entries.entries()) system.matrix[column * system.stride + row] = entry;
  system.target.set([8, 4, 10]);
  system.solve(3);
  assert.deepEqual([...system.target.subarray(0, 3)], [2, 0, 2]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTensorFlow } from '../../src/training/network-trainer.ts';

/** Loads a native library of that source, and tells what was warned of. */
async function loaded(source: string) {
  const warnings: string[] = [];
  const tf = await loadTensorFlow(
    (line) => warnings.push(line),
    `data:text/javascript,${encodeURIComponent(source)}`,
  );
  return { tf, warnings };
}

const broken = {
  'that is not installed': 'import "not-installed";',
  'that cannot be opened': 'throw new Error("libtensorflow.so.2: no such file\\nand more");',
  'that loads and does not run':
    'export default { tidy() { throw new TypeError("util.isNullOrUndefined is not a function"); } };',
};

for (const [name, source] of Object.entries(broken))
  test(`a native library ${name}: one line says so, and training goes on in JavaScript`, async () => {
    const { tf, warnings } = await loaded(source);
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0]!,
      /^TensorFlow’s native library cannot be used \(.+\): .+ in JavaScript instead/,
    );
    const slope = tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([3]));
    assert.deepEqual([...slope.dataSync()], [6]);
    assert.equal(tf.getBackend(), 'cpu');
  });

test('a native library that runs is taken without a word', async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  const warnings: string[] = [];
  await loadTensorFlow((line) => warnings.push(line), '@tensorflow/tfjs-core');
  assert.deepEqual(warnings, []);
});

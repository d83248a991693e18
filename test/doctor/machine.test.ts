import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainChecks } from './plain-checks.ts';

const { checkMachine, checkNode, checkNpm, checkWebAssembly } = await plainChecks('machine.mjs');

test('a Node.js that is too old is named, with what to install; npm start needs it', async () => {
  for (const version of ['18.20.4', '20.18.3']) {
    const { state, found, cure, isNeeded } = await checkNode!(version);
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(`${found} ${cure}`, new RegExp(`${version}.*20\\.19`));
  }
  for (const version of ['20.19.0', '22.1.0', '24.0.0', process.versions.node])
    assert.equal((await checkNode!(version)).state, 'good', version);
});

test('npm that does not run', async () => {
  const { state, isNeeded } = await checkNpm!(null);
  assert.deepEqual([state, isNeeded], ['bad', true]);
  assert.equal((await checkNpm!('11.0.0')).state, 'good');
});

test('less memory than compiling takes', async () => {
  const machine = { processors: 1, memory: 2 ** 30 };
  const { state, found, cure } = await checkMachine!(machine);
  assert.equal(state, 'bad');
  assert.match(`${found} ${cure}`, /1 processor.*1\.0 GiB.*2 GiB/);
  assert.equal((await checkMachine!({ ...machine, memory: 2 ** 31 })).state, 'good');
});

test('WebAssembly without SIMD, without shared memory, and none at all', async () => {
  assert.equal((await checkWebAssembly!()).state, 'good');
  const { validate, Memory } = (globalThis as unknown as { WebAssembly: Record<string, unknown> })
    .WebAssembly;
  const cases = [
    [{ validate: () => false, Memory }, /no SIMD$/],
    [{ validate, Memory: class {} }, /no shared memory$/],
    [null, /no SIMD, no shared memory/],
  ] as const;
  for (const [wasm, words] of cases) {
    const { state, found, isNeeded } = await checkWebAssembly!(wasm);
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(found, words);
  }
});

// The machine and what runs on it. A check returns a finding:
// { name, state: 'good' | 'bad' | 'unknown', found, cure?, isNeeded? }; `isNeeded`: without it `npm start` fails.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { supportsNode } from '../prerequisites.mjs';

const GiB = 2 ** 30;
/** The compiler takes 1.5 GiB when it compiles everything (measured), the demo with its database .6 GiB. */
const leastMemory = 2 * GiB;
/** A function that returns a vector (v128): only valid where WebAssembly has SIMD. */
const vectorModule = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3],
  ...[2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
]);

export function checkNode(version = process.versions.node) {
  const name = 'Node.js';
  if (supportsNode(version)) return { name, state: 'good', found: version };
  const cure = 'Install Node.js 20.19, 22, 24 or newer from https://nodejs.org.';
  return { name, state: 'bad', found: `${version} is too old`, cure, isNeeded: true };
}

export function checkNpm(version = runNpm('--version')) {
  const name = 'npm';
  if (version) return { name, state: 'good', found: version };
  const cure = 'Install npm: it comes with Node.js from https://nodejs.org.';
  return { name, state: 'bad', found: 'does not run', cure, isNeeded: true };
}

/** @param machine memory in bytes */
export function checkMachine(machine = thisMachine()) {
  const { processors, memory } = machine;
  const name = 'Machine';
  const found = `${processors} processor(s), ${(memory / GiB).toFixed(1)} GiB memory`;
  if (memory >= leastMemory) return { name, state: 'good', found };
  const cure = 'Compiling takes 1.5 GiB: give the machine 2 GiB of memory, or swap space.';
  return { name, state: 'bad', found, cure };
}

export function checkWebAssembly(wasm = globalThis.WebAssembly) {
  const name = 'WebAssembly';
  const lacking = [];
  if (!wasm?.validate(vectorModule)) lacking.push('SIMD');
  if (!sharesMemory(wasm)) lacking.push('shared memory');
  if (lacking.length === 0) return { name, state: 'good', found: 'SIMD and shared memory' };
  const cure =
    'Training needs both. Use a processor with SSE4.1 or NEON, and start Node.js without --jitless.';
  return { name, state: 'bad', found: `no ${lacking.join(', no ')}`, cure, isNeeded: true };
}

/** What npm prints; undefined when it cannot be run. */
export function runNpm(...args) {
  const shell = process.platform === 'win32';
  const { status, stdout } = spawnSync('npm', args, { encoding: 'utf8', shell, timeout: 20_000 });
  return status === 0 ? stdout.trim() : undefined;
}

/** A container may have less than the machine that it runs on. */
function thisMachine() {
  const constrained = process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
  return {
    processors: os.availableParallelism?.() ?? os.cpus().length,
    memory: Math.min(os.totalmem(), constrained),
  };
}

function sharesMemory(wasm) {
  try {
    return new wasm.Memory({ initial: 1, maximum: 1, shared: true }).buffer instanceof SharedArrayBuffer;
  } catch {
    return false;
  }
}

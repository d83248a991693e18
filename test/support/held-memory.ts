import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
/** What is allocated between two looks without meaning anything. */
const noise = 64 * 1024;

/**
 * Bytes of objects and buffers that are held after a collection. Another thread gives buffers back a little later, so it
 * is looked at until it falls no more.
 */
export async function heldMemory(): Promise<number> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    collectGarbage();
    await sleep(20);
    collectGarbage();
    const held = allocatedMemory();
    if (held > before - noise) return Math.min(held, before);
    before = held;
  }
}

/** The same without a collection. */
export function allocatedMemory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

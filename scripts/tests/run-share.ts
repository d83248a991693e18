import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import mongoose from 'mongoose';

/**
 * Runs suites in this process, one after the other, each under its path. A hook that a suite sets outside of any `describe` is
 * for this suite alone: its tests and hooks belong to the `describe` in which it is imported.
 * @param end so long after the last hook nothing may hold the process any more, ms
 */
export async function runShare(suites: readonly string[], end: number): Promise<void> {
  for (const suite of suites) {
    let found = {};
    // Node.js 20, 22 and 24 resolve it when the last hook has run.
    await describe(suite, () => {
      found = state();
      return load(suite);
    });
    const left = state();
    // Nobody minds what one leaves that is alone.
    if (suites.length > 1 && !isDeepStrictEqual(left, found))
      await test(`${suite} leaves its process as it was, or runs alone`, () => assert.deepEqual(left, found));
    // One that failed before it could close its database does not make the next one fail.
    await mongoose.disconnect();
  }
  // Else one that left a server or an engine would have the whole run wait for its time limit.
  setTimeout(() => {
    console.error(`✗ Left running by one of ${suites.join(', ')}: ${process.getActiveResourcesInfo()}`);
    process.exit(1);
  }, end).unref();
}

/** One that cannot be loaded fails by a test: Node.js 22 says nothing of an async `describe` that throws. */
async function load(suite: string): Promise<void> {
  await import(pathToFileURL(suite).href).catch((error: unknown) => {
    test('is loaded', () => {
      throw error;
    });
  });
}

/** What a suite may change of its process and the next one would notice. */
function state(): Record<string, unknown> {
  return {
    environment: { ...process.env },
    folder: process.cwd(),
    clock: [Date, setTimeout, setInterval, setImmediate, performance.now],
    listeners: ['SIGINT', 'SIGTERM', 'uncaughtException'].map((event) => process.listenerCount(event)),
    isConnected: mongoose.connection.readyState !== mongoose.ConnectionStates.disconnected,
  };
}

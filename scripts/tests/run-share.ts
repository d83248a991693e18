import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import mongoose from 'mongoose';

/**
 * Runs suites in this process, one after the other, each under its path. A hook that a suite sets outside of any `describe` is
 * for this suite alone: its tests and hooks belong to the `describe` in which it is imported.
 */
export async function runShare(suites: readonly string[]): Promise<void> {
  for (const suite of suites) {
    // Node.js 20, 22 and 24 resolve it when the last hook has run.
    await describe(suite, async () => {
      const found = state();
      await import(pathToFileURL(suite).href);
      after(() => assert.deepEqual(state(), found, 'A suite leaves its process as it was, or runs alone.'));
    });
    // One that failed before it could close its database does not make the next one fail.
    await mongoose.disconnect();
  }
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

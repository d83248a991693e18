import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';

/** Reloads a frame, and waits until the page that it showed is gone: a click there would be lost with it. */
export async function reloadFrame(frame: Frame | null): Promise<void> {
  assert.ok(frame);
  await frame.evaluate('window.isLeft = true; location.reload()');
  await frame.waitForFunction('!window.isLeft');
}

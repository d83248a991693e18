import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';

/** Reloads a frame, and waits until the page that it showed is gone: a click there would be lost with it. */
export async function reloadFrame(frame: Frame | null): Promise<void> {
  assert.ok(frame);
  await frame.evaluate(`document.documentElement.setAttribute('data-left', ''); location.reload()`);
  await frame.locator('html:not([data-left])').waitFor({ state: 'attached' });
}

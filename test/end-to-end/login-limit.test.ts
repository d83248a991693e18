import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../browser/serve.ts';
import { publicUrl } from './launch-through.ts';
import { startWholeTool } from './whole-tool.ts';

test('five classes of 300 behind one address begin at once; what asks faster than that is told to wait', async (t) => {
  const tool = await startWholeTool(publicUrl);
  // All of it within one minute, however slow this machine is.
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const { url, close } = await serve(() => tool.app);
  t.after(async () => {
    await close();
    await tool.close();
  });
  const loginFrom = (address: string) =>
    fetch(`${url}/lti/login`, { headers: { 'X-Forwarded-For': address, Cookie: '__Host-nc-browser=known' } });
  /** How many of so many logins, 50 at a time, were told to wait. */
  async function refused(logins: number): Promise<number> {
    let count = 0;
    const some = Array.from({ length: 50 }, async () => {
      for (let i = 0; i < logins / 50; i++) if ((await loginFrom('8.8.8.8')).status === 429) count++;
    });
    await Promise.all(some);
    return count;
  }

  // In a browser that was not here lately: two requests for the login, one for the launch.
  assert.equal(await refused(5 * 300 * 3), 0);
  assert.equal(await refused(3_000), 1_500);
  const answer = await loginFrom('8.8.8.8');
  assert.match(await answer.text(), /too-many-requests/);
  assert.equal((await loginFrom('8.8.4.4')).status, 400);
});

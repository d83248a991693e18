import { setTimeout as sleep } from 'node:timers/promises';

/** Far more than a slow and busy machine needs: only a test that fails waits for so long. */
const patienceMilliseconds = 60_000;
const lookEveryMilliseconds = 20;

/** Looks again and again until there is something. @throws after a minute */
export async function until<Found>(
  look: () => Found | Promise<Found>,
): Promise<Exclude<Found, null | undefined | false>> {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    const found = await look();
    if (found) return found as Exclude<Found, null | undefined | false>;
    if (performance.now() > deadline) throw new Error(`It never happened: ${look}`);
    await sleep(lookEveryMilliseconds);
  }
}

import type { LtiKey } from '../../../models/lti-key.ts';

const day = 86_400_000;
/** Time between publishing a key and signing with it. Platforms and proxies keep the key set for minutes to hours. */
export const publishedBefore = day;
/**
 * What a key has signed is valid for five minutes at most. The rest of the day is for clocks that differ and for
 * retries.
 */
const publishedAfter = day;

type Times = Pick<LtiKey, 'signsAt'>;

/** The key to sign with: the newest one whose time has come. @param keys newest first */
export function signingKey<Key extends Times>(keys: readonly Key[], now: Date): Key | undefined {
  return keys.find(({ signsAt }) => signsAt <= now) ?? keys.at(-1);
}

/** The keys whose signatures a platform may see now or soon. @param keys newest first */
export function publishedKeys<Key extends Times>(keys: readonly Key[], now: Date): Key[] {
  return keys.filter((_, i) => {
    const successor = keys[i - 1];
    return !successor || now.getTime() < successor.signsAt.getTime() + publishedAfter;
  });
}

/** Whether it is time for the next key. @param maxAge milliseconds that a key signs for */
export function isRotationDue(newest: Times, maxAge: number, now: Date): boolean {
  return now.getTime() >= newest.signsAt.getTime() + maxAge - publishedBefore;
}

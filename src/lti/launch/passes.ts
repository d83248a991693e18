import { type Pass, PassModel } from '../../../models/pass.ts';
import { hashOf, newSecret } from './cookies.ts';

/**
 * @param boundTo what must be said again with the secret
 * @returns the secret; it is kept nowhere
 */
export async function issuePass(permits: Pass['permits'], seconds: number, boundTo = ''): Promise<string> {
  const secret = newSecret();
  await PassModel.create({
    _id: hashOf(secret + boundTo),
    permits,
    expiresAt: new Date(Date.now() + seconds * 1000),
  });
  return secret;
}

export async function passIsValid(permits: Pass['permits'], secret: string): Promise<boolean> {
  return (await PassModel.exists(valid(permits, secret))) !== null;
}

/** Uses a pass up: of parallel calls one gets it. @returns null when it is unknown, used or expired */
export async function takePass(permits: Pass['permits'], secret: string, boundTo = ''): Promise<Pass | null> {
  return PassModel.findOneAndDelete(valid(permits, secret + boundTo)).lean<Pass>();
}

/** What it was to permit did not come about: it may be tried again. */
export async function returnPass(pass: Pass): Promise<void> {
  await PassModel.create(pass);
}

function valid(permits: Pass['permits'], secret: string) {
  return { _id: hashOf(secret), permits, expiresAt: { $gt: new Date() } };
}

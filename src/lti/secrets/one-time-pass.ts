import { type Pass, PassModel } from '../../../models/pass.ts';
import { hashOf, newSecret } from './secret.ts';

/**
 * Makes a pass that permits one thing once, such as a registration or a sign-in.
 * @param boundTo a text that must be presented together with the secret
 * @param session `Session._id` of the visit that it stands for
 * @returns the secret; only its hash is stored
 */
export async function issuePass(
  permits: Pass['permits'],
  seconds: number,
  boundTo = '',
  session?: string,
): Promise<string> {
  const secret = newSecret();
  await PassModel.create({
    _id: hashOf(secret + boundTo),
    permits,
    expiresAt: new Date(Date.now() + seconds * 1000),
    ...(session !== undefined && { session }),
  });
  return secret;
}

export async function passIsValid(permits: Pass['permits'], secret: string): Promise<boolean> {
  return (await PassModel.exists(valid(permits, secret))) !== null;
}

/** Uses a pass up. Of several calls at one moment, one gets it. @returns null when it is unknown, used or expired */
export async function takePass(permits: Pass['permits'], secret: string, boundTo = ''): Promise<Pass | null> {
  return PassModel.findOneAndDelete(valid(permits, secret + boundTo)).lean<Pass>();
}

/** Makes a used pass valid again, because what it permitted has failed and may be tried again. */
export async function returnPass(pass: Pass): Promise<void> {
  await PassModel.create(pass);
}

function valid(permits: Pass['permits'], secret: string) {
  return { _id: hashOf(secret), permits, expiresAt: { $gt: new Date() } };
}

import { RegistrationAttemptModel } from '../../../models/registration-attempt.ts';
import { hashOf } from '../secrets/secret.ts';
import { RegistrationError } from './registration-error.ts';

/** About as long as the registration tokens of platforms live. */
const attemptSeconds = 3600;

/**
 * Lets one of several equal registrations through, in all processes together. A failed one may be tried again. One that
 * succeeded with a token may not, because the token was good for one registration.
 * @throws RegistrationError when it has begun or is done
 */
export async function registerOnce<T>(
  address: string,
  token: string | undefined,
  register: () => Promise<T>,
): Promise<T> {
  const _id = hashOf(`${address} ${token ?? ''}`);
  const expiresAt = new Date(Date.now() + attemptSeconds * 1000);
  const claimed = await RegistrationAttemptModel.updateOne(
    { _id },
    { $setOnInsert: { expiresAt } },
    { upsert: true },
  ).catch((error) => {
    if (error.code === 11_000) return { upsertedCount: 0 };
    throw error;
  });
  if (claimed.upsertedCount === 0) throw new RegistrationError('under-way');
  try {
    const done = await register();
    if (token === undefined) await RegistrationAttemptModel.deleteOne({ _id });
    return done;
  } catch (error) {
    await RegistrationAttemptModel.deleteOne({ _id });
    throw error;
  }
}

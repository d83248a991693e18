import { RegistrationAttemptModel } from '../../../models/registration-attempt.ts';
import { hashOf } from '../launch/cookies.ts';
import { RegistrationError } from './registration-error.ts';

/** As long as platforms' registration tokens live (Moodle's). */
const attemptSeconds = 3600;

/**
 * Lets one of several equal registrations through, over all processes. A failed one may be tried again; a successful
 * one may not, where its token served once.
 * @throws RegistrationError when it is under way or done
 */
export async function once<T>(
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

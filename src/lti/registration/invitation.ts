import { issuePass, passIsValid, returnPass, takePass } from '../secrets/one-time-pass.ts';
import { RegistrationError } from './registration-error.ts';

const invitationSeconds = 7 * 24 * 60 * 60;

/** A registration address for one LMS. Whoever registers with it within a week is approved at once. */
export async function invitationAddress(publicUrl: string): Promise<string> {
  return `${publicUrl}/lti/register?invitation=${await issuePass('registration', invitationSeconds)}`;
}

/** @throws RegistrationError when it was used or has expired */
export async function checkInvitation(invitation: string): Promise<void> {
  if (!(await passIsValid('registration', invitation))) throw new RegistrationError('invitation-unknown');
}

/** Uses the invitation up for one registration. When the registration fails, it is valid again. @throws RegistrationError */
export async function withInvitation<T>(invitation: string, register: () => Promise<T>): Promise<T> {
  const pass = await takePass('registration', invitation);
  if (!pass) throw new RegistrationError('invitation-unknown');
  try {
    return await register();
  } catch (error) {
    await returnPass(pass);
    throw error;
  }
}

import type { Response } from 'express';
import type { PlatformStorage } from './platform-storage.ts';

/**
 * Shows the page whose script gets the proof from the platform's storage and sends the launch again with it. The pages of
 * the visit are shown in it, so their forms are held to its policy.
 * @param launch `formTargets`: origins that an answer to a deep-linking request may be sent to
 */
export function showProofPage(
  res: Response,
  launch: { token: string; state: string; storage: PlatformStorage; formTargets: readonly string[] },
): void {
  const { token, state, storage, formTargets } = launch;
  res.locals['formTargets'] = formTargets;
  res.render('lti/proof', { token, state, storage, key: `nc-login-${state}` });
}

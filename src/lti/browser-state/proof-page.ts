import type { Response } from 'express';
import type { PlatformStorage } from './platform-storage.ts';

/** Shows the page whose script gets the proof from the platform's storage and sends the launch again with it. */
export function showProofPage(
  res: Response,
  launch: { token: string; state: string; storage: PlatformStorage },
): void {
  const { token, state, storage } = launch;
  res.render('lti/proof', { token, state, storage, key: `nc-login-${state}` });
}

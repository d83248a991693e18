import type { Response } from 'express';
import type { Registration } from '../../../models/registration.ts';
import type { LoginParameters } from '../launch/login-parameters.ts';
import { storageOf } from './platform-storage.ts';

/** A login that was stored, for a browser that keeps no cookie. */
interface BegunLogin {
  /** The authentication request to go on to. */
  request: URL;
  registration: Registration;
  parameters: LoginParameters;
  /** Everything that the platform sent, to be sent again from a new window. */
  sent: Readonly<Record<string, string>>;
  state: string;
  proof: string;
}

/**
 * Shows the page whose script goes on once the platform's storage works, and else offers a new window. Anybody may frame
 * it: Canvas's schools have hosts of their own, which only the launch names.
 */
export function showLoginPage(res: Response, login: BegunLogin): void {
  res.render('lti/login', {
    authorization: login.request.href,
    storage: storageOf(login.registration, login.parameters.storageTarget),
    key: `nc-login-${login.state}`,
    proof: login.proof,
    fields: Object.entries(login.sent).filter(([name]) => name !== 'cookie_asked'),
  });
}

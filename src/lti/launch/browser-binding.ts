import type { Request } from 'express';
import type { LtiLogin } from '../../../models/lti-login.ts';
import { text } from '../claims.ts';
import { LtiError } from '../error.ts';
import { readHostCookie } from '../secrets/host-cookie.ts';
import { hashOf } from '../secrets/secret.ts';

export const browserCookie = 'nc-browser';

/**
 * Finds out whether the browser that brings a launch is the one that began its login (Security Framework §5.1.1.5, `state`):
 * - `cookie`: it brought the login's cookie;
 * - `storage`: it brought the proof that the platform's storage kept;
 * - `unknown`: it brought nothing, and may be asked for the proof.
 *
 * @throws LtiError `browser-mismatch` when it brought something else, or there is no proof to ask for
 */
export function browserBinding(login: LtiLogin, req: Request): 'cookie' | 'storage' | 'unknown' {
  const cookie = readHostCookie(req, browserCookie);
  const proof = (req.body as Record<string, unknown>)['proof'];
  if (cookie !== undefined && hashOf(cookie) === login.browser) return 'cookie';
  if (login.proof === undefined) throw new LtiError('browser-mismatch');
  if (hashOf(text(proof) ?? '') === login.proof) return 'storage';
  if (cookie !== undefined || proof !== undefined) throw new LtiError('browser-mismatch');
  return 'unknown';
}

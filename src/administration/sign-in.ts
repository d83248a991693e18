import type { Request, RequestHandler, Response } from 'express';
import { readCookie, readHostCookie } from '../lti/secrets/host-cookie.ts';
import { issuePass, passIsValid, takePass } from '../lti/secrets/one-time-pass.ts';
import { AdministrationError } from './administration-error.ts';

const cookie = 'nc-administration';
const signInSeconds = 15 * 60;
const sessionSeconds = 4 * 60 * 60;

/** An address that signs in once, within a quarter of an hour. Everybody who can run commands on the server may have it. */
export async function signInAddress(publicUrl: string): Promise<string> {
  return `${publicUrl}/administration/sign-in?pass=${await issuePass('sign-in', signInSeconds)}`;
}

/** @throws AdministrationError when the pass was used or has expired */
export async function signIn(pass: string, res: Response, publicUrl: string): Promise<void> {
  if (!(await takePass('sign-in', pass))) throw new AdministrationError('pass-unknown');
  setCookie(res, publicUrl, await issuePass('administration', sessionSeconds), sessionSeconds);
}

export async function signOut(req: Request, res: Response, publicUrl: string): Promise<void> {
  const secret = administratorSecret(req);
  if (secret) await takePass('administration', secret);
  setCookie(res, publicUrl, '', 0);
}

/** The secret of this visit; undefined for who is not signed in. */
export function administratorSecret(req: Request): string | undefined {
  return readHostCookie(req, cookie) ?? (req.hostname === 'localhost' ? readCookie(req, cookie) : undefined);
}

/** Lets administrators through. Everybody else reads how to sign in. */
export const requireAdministrator: RequestHandler = async (req, res, next) => {
  const secret = administratorSecret(req);
  if (secret && (await passIsValid('administration', secret))) return next();
  res.status(401).render('administration/sign-in', { pass: undefined });
};

/**
 * Unlike a session inside an LMS, this one is never in a frame: it is sent from our own pages only. On http://localhost,
 * where the demo runs, WebKit takes no `Secure` cookie, and so none whose name begins with `__Host-`.
 */
function setCookie(res: Response, publicUrl: string, value: string, maxAgeSeconds: number): void {
  const [name, secure] = /^http:\/\/localhost(?::|$)/.test(publicUrl)
    ? [cookie, '']
    : [`__Host-${cookie}`, ' Secure;'];
  res.append(
    'Set-Cookie',
    `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds};${secure} HttpOnly; SameSite=Strict`,
  );
}

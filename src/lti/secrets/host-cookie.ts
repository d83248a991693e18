import type { Request, Response } from 'express';

/**
 * Sets a cookie with the prefix `__Host-`, which only this host can set. `Partitioned` (CHIPS) lets a frame keep it where
 * third-party cookies are blocked. Browsers but WebKit accept `Secure` cookies on
 * http://localhost.
 */
export function setHostCookie(res: Response, name: string, value: string, maxAgeSeconds: number): void {
  res.append(
    'Set-Cookie',
    `__Host-${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=None; Partitioned`,
  );
}

export function readHostCookie(req: Request, name: string): string | undefined {
  return readCookie(req, `__Host-${name}`);
}

export function readCookie(req: Request, name: string): string | undefined {
  const wanted = `${name}=`;
  const found = req.headers.cookie?.split(/;\s*/).find((pair) => pair.startsWith(wanted));
  return found?.slice(wanted.length) || undefined;
}

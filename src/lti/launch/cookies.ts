import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * `__Host-`: set by this host alone. `Partitioned` (CHIPS): a frame keeps it when third-party cookies are blocked.
 * Browsers accept `Secure` cookies on http://localhost.
 */
export function setHostCookie(res: Response, name: string, value: string, maxAgeSeconds: number): void {
  res.append(
    'Set-Cookie',
    `__Host-${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=None; Partitioned`,
  );
}

export function readHostCookie(req: Request, name: string): string | undefined {
  const wanted = `__Host-${name}=`;
  const found = req.headers.cookie?.split(/;\s*/).find((pair) => pair.startsWith(wanted));
  return found?.slice(wanted.length) || undefined;
}

/** 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Secrets are stored as this: reading the database opens no session. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

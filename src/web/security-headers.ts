import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/**
 * Headers of every page. The policy is the strictest one, plus what later middleware allows in `res.locals`; so it is
 * written when the answer's headers are sent:
 * - `frameAncestors: string[]`, origins that may frame the page (set with the session); without it, nobody may;
 * - `formTargets: string[]`, other origins that its forms may be sent to.
 *
 * A script needs the nonce in `res.locals.cspNonce`.
 */
export const securityHeaders: RequestHandler = (_req, res, next) => {
  res.locals['cspNonce'] = randomBytes(16).toString('base64');
  res.set({
    'X-Content-Type-Options': 'nosniff',
    // Not `no-referrer`: browsers would then send our own forms with `Origin: null`.
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  const writeHead = res.writeHead;
  res.writeHead = function (this: Response, ...head: unknown[]) {
    res.setHeader('Content-Security-Policy', contentSecurityPolicy(res));
    return Reflect.apply(writeHead, this, head);
  } as typeof res.writeHead;
  next();
};

function contentSecurityPolicy(res: Response): string {
  const ancestors = allowedOrigins(res, 'frameAncestors');
  return [
    `default-src 'none'`,
    `script-src 'nonce-${res.locals['cspNonce']}'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `form-action ${["'self'", ...allowedOrigins(res, 'formTargets')].join(' ')}`,
    `base-uri 'none'`,
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : `'none'`}`,
  ].join('; ');
}

/**
 * A host of an address may have `*`, `;` and `'` in it, which mean something in a policy: `https://*` would be every site. An origin
 * that is not plainly a host, with a port or without, is left out.
 */
const plainOrigin = /^https?:\/\/(?:[a-z\d_-]+(?:\.[a-z\d_-]+)*\.?|\[[\da-f:.]+\])(?::\d{1,5})?$/;

function allowedOrigins(res: Response, name: 'frameAncestors' | 'formTargets'): string[] {
  return ((res.locals[name] as string[] | undefined) ?? []).filter(
    (origin) => origin === '*' || plainOrigin.test(origin),
  );
}

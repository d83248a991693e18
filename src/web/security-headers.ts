import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/**
 * Headers of every page. What a page needs beyond the strictest policy it says in `res.locals`, further down the
 * chain, so the policy is written when the answer's head is sent:
 * - `frameAncestors: string[]`, origins that may frame it (set with the session); until then nobody;
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
    res.setHeader('Content-Security-Policy', policyOf(res));
    return Reflect.apply(writeHead, this, head);
  } as typeof res.writeHead;
  next();
};

function policyOf(res: Response): string {
  const ancestors = originsIn(res, 'frameAncestors');
  return [
    `default-src 'none'`,
    `script-src 'nonce-${res.locals['cspNonce']}'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `form-action ${["'self'", ...originsIn(res, 'formTargets')].join(' ')}`,
    `base-uri 'none'`,
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : `'none'`}`,
  ].join('; ');
}

function originsIn(res: Response, name: 'frameAncestors' | 'formTargets'): string[] {
  return (res.locals[name] as string[] | undefined) ?? [];
}

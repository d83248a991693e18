import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/**
 * Headers of every page. Who may frame it is known only further down the chain (`res.locals.frameAncestors`, set
 * with the session), so the policy is written when the answer's head is sent; until then it is nobody.
 * A script or style needs `res.locals.cspNonce`.
 */
export const securityHeaders: RequestHandler = (_req, res, next) => {
  res.locals['cspNonce'] = randomBytes(16).toString('base64');
  res.set({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
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
  const nonce = `'nonce-${res.locals['cspNonce']}'`;
  const ancestors = (res.locals['frameAncestors'] as string[] | undefined) ?? [];
  return [
    `default-src 'none'`,
    `script-src ${nonce}`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : `'none'`}`,
  ].join('; ');
}

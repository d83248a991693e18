import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** Other origins that a page may frame, or send a form to. */
interface Allowance {
  frame?: string;
  formTarget?: string;
}

/** Widens the policy of one answer. To be called before the answer's headers are sent. */
export function allow(res: Response, allowance: Allowance): void {
  res.set('Content-Security-Policy', policy(res.locals['cspNonce'], allowance));
}

/** The strictest policy that the pages work with: nothing from elsewhere, and frames of its own only. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.locals['cspNonce'] = randomBytes(16).toString('base64');
  res.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' });
  allow(res, {});
  next();
};

function policy(nonce: string, { frame = '', formTarget = '' }: Allowance): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self'`,
    `frame-src 'self' ${frame}`,
    `form-action 'self' ${formTarget}`,
    `base-uri 'none'`,
    `frame-ancestors 'self'`,
  ].join('; ');
}

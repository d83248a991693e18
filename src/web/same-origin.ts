import type { RequestHandler } from 'express';
import { message } from '../messages/message.ts';

/** A form of another site was sent to this tool, with this tool's cookie. */
export class CrossOriginError extends Error {
  readonly code = 'cross-origin';
  readonly status = 403;
  readonly person = message('error.crossOrigin');
  readonly staff = message('refusedWhy.crossOrigin');
}

/**
 * Refuses POSTs from other sites. Session cookies must be `SameSite=None` to work in a frame, so a POST has to prove where
 * it comes from: by headers that every current browser sends and no page can set. A page in a sandboxed frame has no
 * origin; its forms carry the visit's token (`res.locals.formToken`) as `?form_token=` instead.
 */
export function requireSameOrigin(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    const { origin } = req.headers;
    const token: unknown = res.locals['formToken'];
    const ours =
      origin === 'null'
        ? token !== undefined && req.query['form_token'] === token
        : origin === own || (origin === undefined && req.headers['sec-fetch-site'] === 'same-origin');
    next(ours ? undefined : new CrossOriginError());
  };
}

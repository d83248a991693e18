import type { RequestHandler } from 'express';

/** A form of another site was sent to us with our cookie on it. */
export class CrossOriginError extends Error {
  readonly code = 'cross-origin';
  readonly status = 403;
  readonly person = 'This request came from another site and was not carried out.';
  readonly staff = 'The Origin header of a POST is not this tool’s.';
}

/**
 * Session cookies must be `SameSite=None` to work in a frame, so a POST proves where it comes from by the headers
 * that every current browser sends and no page can set.
 */
export function requireSameOrigin(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    const { origin } = req.headers;
    const ours = origin === undefined ? req.headers['sec-fetch-site'] === 'same-origin' : origin === own;
    next(ours ? undefined : new CrossOriginError());
  };
}

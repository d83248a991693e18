import type { Response } from 'express';
import type { Session } from '../../models/session.ts';

/** The visit that a request belongs to. Only behind a middleware that sets `res.locals.session` (`requireSession`). */
export function currentSession(res: Response): Session {
  return res.locals['session'] as Session;
}

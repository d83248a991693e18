import type { RequestHandler } from 'express';
import { type Session, SessionModel } from '../../../models/session.ts';
import { LtiError } from '../error.ts';

/**
 * The page of a visit whose browser keeps no cookie, after a reload: its script gets the secret back from the
 * platform's storage. The address has the secret's hash, which opens nothing.
 */
export const showVisitPage: RequestHandler<{ id: string }> = async (req, res, next) => {
  const session = await SessionModel.findById(req.params.id).lean<Session>();
  if (session) res.locals['frameAncestors'] = session.platformOrigins;
  if (!session?.storage || session.endsAt < new Date()) return next(new LtiError('session-missing'));
  res.locals['formTargets'] = session.platformOrigins;
  res.render('lti/visit', { id: session._id, storage: session.storage });
};

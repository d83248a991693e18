import type { RequestHandler, Response } from 'express';
import { type Session, SessionModel } from '../../models/session.ts';
import { hashOf, newSecret, readHostCookie, setHostCookie } from './cookies.ts';
import { LtiError } from './error.ts';
import type { Launch } from './launch.ts';

const cookie = 'nc-session';
const sessionSeconds = 2 * 60 * 60;
/** How long an ended visit is remembered, so that its LMS may still frame the page that says so. */
const memorySeconds = 7 * 24 * 60 * 60;

/** Begins a short visit: the secret is in the browser's cookie, its hash is the session's id. */
export async function startSession(launch: Launch, res: Response): Promise<void> {
  const secret = newSecret();
  await SessionModel.create({
    _id: hashOf(secret),
    tenant: launch.institution._id,
    role: launch.role,
    platformOrigins: launch.platformOrigins,
    endsAt: new Date(Date.now() + sessionSeconds * 1000),
    expiresAt: new Date(Date.now() + memorySeconds * 1000),
    ...(launch.learner === undefined ? {} : { learner: launch.learner }),
    ...(launch.course === undefined ? {} : { course: launch.course.key }),
    ...(launch.deepLinking === undefined ? {} : { deepLinking: launch.deepLinking }),
    ...(launch.locale === undefined ? {} : { locale: launch.locale }),
  });
  setHostCookie(res, cookie, secret, memorySeconds);
}

/** Puts the visit into `res.locals.session` and lets its LMS frame the page, or answers 401 in plain words. */
export const requireSession: RequestHandler = async (req, res, next) => {
  try {
    const secret = readHostCookie(req, cookie);
    if (secret === undefined) throw new LtiError('session-missing');
    const session = await SessionModel.findById(hashOf(secret)).lean<Session>();
    res.locals['frameAncestors'] = session?.platformOrigins;
    if (!session || session.endsAt < new Date()) throw new LtiError('session-missing');
    res.locals['session'] = session;
    next();
  } catch (error) {
    next(error);
  }
};

import type { Request, RequestHandler, Response } from 'express';
import { type Session, SessionModel } from '../../../models/session.ts';
import { LtiError } from '../error.ts';
import { hashOf, newSecret, readHostCookie, setHostCookie } from './cookies.ts';
import { anybody } from './framing.ts';
import type { Launch } from './launch.ts';

const cookie = 'nc-session';
const sessionSeconds = 2 * 60 * 60;
/** How long an ended visit is remembered, so that its LMS may still frame the page that says so. */
const memorySeconds = 7 * 24 * 60 * 60;

/**
 * Begins a short visit at `address` of this host: the secret is in the browser's cookie, its hash is the session's id.
 * A browser that keeps no cookie gets the secret as JSON, for its page's script to keep.
 */
export async function startSession(launch: Launch, res: Response, address: string): Promise<void> {
  const secret = newSecret();
  const id = hashOf(secret);
  await SessionModel.create({
    _id: id,
    institutionId: launch.institution._id,
    role: launch.role,
    platformOrigins: launch.platformOrigins,
    endsAt: new Date(Date.now() + sessionSeconds * 1000),
    expiresAt: new Date(Date.now() + memorySeconds * 1000),
    ...(launch.learner === undefined ? {} : { learner: launch.learner }),
    ...(launch.course === undefined ? {} : { course: launch.course.key }),
    ...(launch.look === undefined ? {} : { look: launch.look }),
    ...(launch.role === 'administrator' && launch.contextMembershipsUrl !== undefined
      ? { contextMembershipsUrl: launch.contextMembershipsUrl }
      : {}),
    ...(launch.deepLinking === undefined ? {} : { deepLinking: launch.deepLinking }),
    ...(launch.locale === undefined ? {} : { locale: launch.locale }),
    ...(launch.storage === undefined ? {} : { storage: launch.storage }),
  });
  if (launch.storage) {
    res.json({ id, secret, address });
  } else {
    setHostCookie(res, cookie, secret, memorySeconds);
    res.redirect(303, address);
  }
}

/** Puts the visit into `res.locals.session` and lets its LMS frame the page, or answers 401 in plain words. */
export const requireSession: RequestHandler = async (req, res, next) => {
  res.locals['frameAncestors'] = anybody;
  try {
    const secret = bearerToken(req) ?? readHostCookie(req, cookie);
    if (secret === undefined) throw new LtiError('session-missing');
    const session = await SessionModel.findById(hashOf(secret)).lean<Session>();
    if (session) res.locals['frameAncestors'] = session.platformOrigins;
    res.locals['look'] = session?.look;
    if (!session || session.endsAt < new Date()) throw new LtiError('session-missing');
    res.locals['session'] = session;
    // Nobody but this visit's pages and the database knows it.
    res.locals['formToken'] = session._id;
    next();
  } catch (error) {
    next(error);
  }
};

/**
 * RFC 6750 §2.1. A cookie is sent by the browser, whoever made it ask (so POSTs prove their origin); this header only
 * by a script that has the secret.
 */
function bearerToken(req: Request): string | undefined {
  return /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
}

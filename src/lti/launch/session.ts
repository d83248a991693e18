import type { Request, RequestHandler, Response } from 'express';
import { LearnerModel } from '../../../models/learner.ts';
import { type Session, SessionModel } from '../../../models/session.ts';
import { joinQueries } from '../../joined-queries/join-queries.ts';
import { BoundedMap } from '../../values/bounded-map.ts';
import { LtiError } from '../error.ts';
import { readHostCookie, setHostCookie } from '../secrets/host-cookie.ts';
import { hashOf, newSecret } from '../secrets/secret.ts';
import { takeFileTicket } from './file-ticket.ts';
import { anybody } from './frame-ancestors.ts';
import type { Launch } from './launch.ts';

const cookie = 'nc-session';
const sessionSeconds = 2 * 60 * 60;
/** How long an ended session is kept, so that its LMS may still frame the page that says that it has ended. */
const memorySeconds = 7 * 24 * 60 * 60;

/**
 * Starts a short session and sends the browser to `address` on this host. The browser's cookie has the secret, and its
 * hash is the session's id. A browser that keeps no cookie gets the secret as JSON, for the script of its page to keep.
 */
export async function startSession(launch: Launch, res: Response, address: string): Promise<void> {
  const secret = newSecret();
  const id = hashOf(secret);
  const look = await lookOf(launch);
  await SessionModel.create({
    _id: id,
    institutionId: launch.institution._id,
    role: launch.role,
    platformOrigins: launch.platformOrigins,
    endsAt: new Date(Date.now() + sessionSeconds * 1000),
    expiresAt: new Date(Date.now() + memorySeconds * 1000),
    ...(launch.learner === undefined ? {} : { learner: launch.learner }),
    ...(launch.course === undefined ? {} : { course: launch.course.key }),
    ...(look === undefined ? {} : { look }),
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

/** As the LMS asks, and dark where the learner has chosen it in an earlier visit. */
async function lookOf({ institution, learner, look }: Launch): Promise<Session['look']> {
  if (learner === undefined) return look;
  const chosen = await LearnerModel.exists({ institutionId: institution._id, key: learner, dark: true });
  return chosen ? { ...look, dark: true } : look;
}

/** Puts the session into `res.locals.session` and lets its LMS frame the page, or answers 401 in plain words. */
export const requireSession: RequestHandler = async (req, res, next) => {
  res.locals['frameAncestors'] = anybody;
  try {
    const id = (await takeFileTicket(req)) ?? visitOf(req);
    if (id === undefined) throw new LtiError('session-missing');
    const session = await readVisit(id);
    if (session) rememberedVisits.set(id, session);
    else rememberedVisits.delete(id);
    if (session) res.locals['frameAncestors'] = session.platformOrigins;
    res.locals['look'] = session?.look;
    res.locals['locale'] = session?.locale;
    if (!session || session.endsAt < new Date()) throw new LtiError('session-missing');
    res.locals['session'] = session;
    // Only the pages of this session and the database know it.
    res.locals['formToken'] = session._id;
    next();
  } catch (error) {
    next(error);
  }
};

const readVisit = joinQueries<string, Session | undefined>(
  () => '',
  async (ids) => {
    const visits = await SessionModel.find({ _id: { $in: [...new Set(ids)] } }).lean<Session[]>();
    const byId = new Map(visits.map((visit) => [visit._id, visit]));
    return ids.map((id) => byId.get(id));
  },
);

/** Some 500 bytes each. */
const mostVisits = 5_000;
const rememberedVisits = new BoundedMap<string, Session>(mostVisits);

/**
 * The visit that a request shows the secret of, as this process read it last: for what may be shown while the database is away. Whoever
 * shows a secret that no launch gave them has none. Undefined where this process has not seen the visit, or it is over.
 */
export function rememberedVisit(req: Request): Session | undefined {
  const id = visitOf(req);
  const session = id === undefined ? undefined : rememberedVisits.get(id);
  return session && session.endsAt > new Date() ? session : undefined;
}

/** `Session._id` of the visit whose secret the browser shows. */
function visitOf(req: Request): string | undefined {
  const secret = bearerToken(req) ?? readHostCookie(req, cookie);
  return secret === undefined ? undefined : hashOf(secret);
}

/**
 * RFC 6750 §2.1. A browser sends a cookie whoever caused the request, which is why POSTs must prove their origin. Only a
 * script that has the secret can send this header.
 */
function bearerToken(req: Request): string | undefined {
  return /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
}

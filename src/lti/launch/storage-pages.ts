import type { RequestHandler, Response } from 'express';
import type { Registration } from '../../../models/registration.ts';
import { type Session, SessionModel } from '../../../models/session.ts';
import { pageWords } from '../../words/page-words.ts';
import { LtiError } from '../error.ts';

/** The window of the platform that keeps a secret for a browser without cookies (LTI postMessage Storage 1.0). */
export interface PlatformStorage {
  /** The only origin that gets it: that of the authorisation endpoint (OIDC Login with Client Side postMessages §4). */
  origin: string;
  /** Name of the frame to ask, from `lti_storage_target`; `_parent` is the window around us. */
  target: string;
}

export function platformStorage(registration: Registration, target: string | undefined): PlatformStorage {
  return { origin: new URL(registration.authorizationUrl).origin, target: target ?? '_parent' };
}

/** A stored login of a browser that keeps no cookie. */
interface StoredLogin {
  /** The authentication request to go on to. */
  request: URL;
  storage: PlatformStorage;
  /** Everything that the platform sent, to be sent again from a new window. */
  sent: Readonly<Record<string, string>>;
  state: string;
  proof: string;
}

/**
 * Shows the page whose script goes on with the login once the platform's storage works, and otherwise offers a new
 * window. Anybody may frame it, because an institution may have a host of its own that only the launch names.
 */
export function showLoginPage(res: Response, { request, storage, sent, state, proof }: StoredLogin): void {
  res.render('lti/login', {
    words: pageWords(res),
    authorization: request.href,
    storage,
    key: `nc-login-${state}`,
    proof,
    fields: Object.entries(sent).filter(([name]) => name !== 'cookie_asked'),
  });
}

/**
 * Shows the page whose script gets the proof from the platform's storage and sends the launch again with it. The pages
 * after the launch are shown inside it, so its policy also governs where their forms may be sent.
 * @param launch `formTargets`: origins that an answer to a deep-linking request may be sent to
 */
export function showProofPage(
  res: Response,
  launch: { token: string; state: string; storage: PlatformStorage; formTargets: readonly string[] },
): void {
  const { token, state, storage, formTargets } = launch;
  res.locals['formTargets'] = formTargets;
  res.render('lti/proof', {
    ...{ words: pageWords(res), token, state, storage },
    key: `nc-login-${state}`,
  });
}

/**
 * Shows the page of a session whose browser keeps no cookie, after a reload. Its script gets the session's secret back
 * from the platform's storage. The address has only the hash of the secret, which opens nothing.
 */
export const showSessionPage: RequestHandler<{ id: string }> = async (req, res, next) => {
  const session = await SessionModel.findById(req.params.id).lean<Session>();
  if (session) res.locals['frameAncestors'] = session.platformOrigins;
  res.locals['locale'] = session?.locale;
  if (!session?.storage || session.endsAt < new Date()) return next(new LtiError('session-missing'));
  res.locals['formTargets'] = session.platformOrigins;
  res.render('lti/visit', { words: pageWords(res), id: session._id, storage: session.storage });
};

/**
 * WebKit reloads a page the way in which it was opened: the launch's form is sent again, to the address that the page has
 * given itself since (`lti-visits.js`).
 */
export const reloadSessionPage: RequestHandler<{ id: string }> = (req, res) =>
  res.redirect(303, req.originalUrl);

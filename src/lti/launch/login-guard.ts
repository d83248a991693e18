import type { Request, RequestHandler, Response } from 'express';
import { LtiLoginModel } from '../../../models/lti-login.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { browserCookie } from '../browser-state/browser-binding.ts';
import { showLoginPage } from '../browser-state/login-page.ts';
import { LtiError } from '../error.ts';
import type { LtiProvider } from '../ltijs/provider.ts';
import { hashOf, newSecret, readHostCookie, setHostCookie } from './cookies.ts';
import { refuseUnapproved } from './deployment.ts';
import { type LoginParameters, loginParametersOf } from './login-parameters.ts';

/** How long a person may take to sign in at the platform, seconds. */
const loginSeconds = 600;
/** Parameter of a login that was sent here again, to see whether the cookie comes along. */
const askedBefore = 'cookie_asked';

/**
 * Answers a login. ltijs builds the authentication request; the guard refuses what it would wrongly accept, and
 * replaces three things in what it built: the nonce and state (ours, stored, bound to this browser) and the
 * redirect_uri (ours, where ltijs would take any target_link_uri).
 *
 * A browser without our cookie is given one and sent here again. When it comes back without, it gets a page that finds
 * out what else it can keep, before the platform is asked (Moodle's lti_message_hint is good for one request).
 */
export function createLoginGuard(publicUrl: string, provider: LtiProvider): RequestHandler {
  return async (req, res, next) => {
    try {
      const parameters = loginParametersOf(req);
      const sent = stringsOf({ ...req.query, ...req.body });
      const cookieCame = readHostCookie(req, browserCookie) !== undefined;
      if (!cookieCame && sent[askedBefore] === undefined) return askForCookie(res, sent);
      const registration = await registrationOf(parameters);
      refuseForeign(parameters.targetLinkUri, publicUrl);
      await refuseUnapproved(registration);
      const request = await provider.authorizationRequest(req, res, registration);
      request.searchParams.set('redirect_uri', `${publicUrl}/lti/launch`);
      const { state, nonce, proof } = await begin(req, res, registration, parameters, cookieCame);
      request.searchParams.set('state', state);
      request.searchParams.set('nonce', nonce);
      if (cookieCame) res.redirect(request.href);
      else showLoginPage(res, { request, registration, parameters, sent, state, proof });
    } catch (error) {
      next(error);
    }
  };
}

/**
 * By a redirect and not by a script: the platform stays the one who navigates, so that its own `SameSite=Lax` cookies
 * are sent along to its authorisation endpoint.
 */
function askForCookie(res: Response, sent: Readonly<Record<string, string>>): void {
  setHostCookie(res, browserCookie, newSecret(), loginSeconds);
  res.redirect(303, `/lti/login?${new URLSearchParams({ ...sent, [askedBefore]: '1' })}`);
}

function stringsOf(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  const pairs = Object.entries(parameters);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

async function registrationOf({ issuer, clientId }: LoginParameters): Promise<Registration> {
  const query = { issuer, ...(clientId === undefined ? {} : { clientId }) };
  const [registration, another] = await RegistrationModel.find(query).limit(2).lean<Registration[]>();
  if (!registration) throw new LtiError('registration-unknown');
  if (another) throw new LtiError('client-id-ambiguous');
  return registration;
}

/** An address outside this tool would make the redirect open to anybody's use. */
function refuseForeign(target: string, publicUrl: string): void {
  if (!URL.canParse(target) || new URL(target).origin !== new URL(publicUrl).origin)
    throw new LtiError('target-foreign');
}

/** Stores the login, bound to this browser by its cookie or, where none came, by a proof as well. */
async function begin(
  req: Request,
  res: Response,
  { issuer, clientId }: Registration,
  { targetLinkUri, deploymentId, storageTarget }: LoginParameters,
  cookieCame: boolean,
): Promise<{ state: string; nonce: string; proof: string }> {
  const [state, nonce, proof] = [newSecret(), newSecret(), newSecret()];
  const browser = readHostCookie(req, browserCookie) ?? newSecret();
  setHostCookie(res, browserCookie, browser, loginSeconds);
  await LtiLoginModel.create({
    _id: hashOf(state),
    ...{ nonce, browser: hashOf(browser), issuer, clientId, targetLinkUri },
    ...(deploymentId === undefined ? {} : { deploymentId }),
    ...(storageTarget === undefined ? {} : { storageTarget }),
    ...(cookieCame ? {} : { proof: hashOf(proof) }),
    expiresAt: new Date(Date.now() + loginSeconds * 1000),
  });
  return { state, nonce, proof };
}

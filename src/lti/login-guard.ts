import type { Request, RequestHandler, Response } from 'express';
import { LtiLoginModel } from '../../models/lti-login.ts';
import { type Registration, RegistrationModel } from '../../models/registration.ts';
import { browserCookie } from './browser-state/browser-binding.ts';
import { showLoginPage } from './browser-state/login-page.ts';
import { hashOf, newSecret, readHostCookie, setHostCookie } from './cookies.ts';
import { LtiError } from './error.ts';
import { type LoginParameters, loginParametersOf } from './login-parameters.ts';
import type { LtiProvider } from './provider.ts';

/** How long a person may take to sign in at the platform, seconds. */
const loginSeconds = 600;

/**
 * Answers a login. ltijs builds the authentication request; the guard refuses what it would wrongly accept, and
 * replaces three things in what it built: the nonce and state (ours, stored, bound to this browser) and the
 * redirect_uri (ours, where ltijs would take any target_link_uri). A browser that brings the cookie is redirected; any
 * other gets a page that finds out what it can keep, before the platform is asked (Moodle's lti_message_hint is good
 * for one request).
 */
export function createLoginGuard(publicUrl: string, provider: LtiProvider): RequestHandler {
  return async (req, res, next) => {
    try {
      const parameters = loginParametersOf(req);
      const registration = await registrationOf(parameters);
      refuseForeign(parameters.targetLinkUri, publicUrl);
      const sent = { ...req.query, ...req.body } as Record<string, unknown>;
      const request = await provider.authorizationRequest(req, res, registration);
      request.searchParams.set('redirect_uri', `${publicUrl}/lti/launch`);
      const cookieCame = readHostCookie(req, browserCookie) !== undefined;
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

import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { LtiLoginModel } from '../../models/lti-login.ts';
import { type Registration, RegistrationModel } from '../../models/registration.ts';
import { hashOf, newSecret, readHostCookie, setHostCookie } from './cookies.ts';
import { LtiError } from './error.ts';
import { type LoginParameters, loginParametersOf } from './login-parameters.ts';

/** How long a person may take to sign in at the platform, seconds. */
const loginSeconds = 600;
export const browserCookie = 'nc-browser';

/**
 * Runs before ltijs's login route. ltijs builds the authorisation request; the guard refuses what it would wrongly
 * accept, and replaces three things in what it built: the nonce and state (ours, stored, bound to this browser)
 * and the redirect_uri (ours, where ltijs would take any target_link_uri).
 */
export function createLoginGuard(publicUrl: string): RequestHandler {
  return async (req, res, next) => {
    try {
      const parameters = loginParametersOf(req);
      const registration = await registrationOf(parameters);
      refuseForeign(parameters.targetLinkUri, publicUrl);
      // ltijs asks for the client_id it is given; where the platform named none, there is only this one.
      req.body = { ...req.body, client_id: registration.clientId };
      takeOverRedirect(req, res, next, registration, parameters, publicUrl);
      next();
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

function takeOverRedirect(
  req: Request,
  res: Response,
  next: NextFunction,
  registration: Registration,
  { targetLinkUri, deploymentId }: LoginParameters,
  publicUrl: string,
): void {
  const redirect = res.redirect.bind(res);
  res.redirect = ((address: string) => {
    const request = new URL(address);
    const [state, nonce] = [newSecret(), newSecret()];
    const browser = readHostCookie(req, browserCookie) ?? newSecret();
    request.searchParams.set('state', state);
    request.searchParams.set('nonce', nonce);
    request.searchParams.set('redirect_uri', `${publicUrl}/lti/launch`);
    // ltijs's own state cookie is lost where third-party cookies are blocked.
    res.removeHeader('Set-Cookie');
    setHostCookie(res, browserCookie, browser, loginSeconds);
    LtiLoginModel.create({
      _id: hashOf(state),
      nonce,
      browser: hashOf(browser),
      issuer: registration.issuer,
      clientId: registration.clientId,
      targetLinkUri,
      ...(deploymentId === undefined ? {} : { deploymentId }),
      expiresAt: new Date(Date.now() + loginSeconds * 1000),
    }).then(() => redirect(request.href), next);
  }) as Response['redirect'];
}

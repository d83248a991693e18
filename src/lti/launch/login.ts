import type { Request, RequestHandler, Response } from 'express';
import { LtiLoginModel } from '../../../models/lti-login.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { text } from '../claims.ts';
import { LtiError } from '../error.ts';
import type { LtiProvider } from '../ltijs/provider.ts';
import { readHostCookie, setHostCookie } from '../secrets/host-cookie.ts';
import { hashOf, newSecret } from '../secrets/secret.ts';
import { browserCookie } from './browser-binding.ts';
import { refuseUnapproved } from './institution.ts';
import { platformStorage, showLoginPage } from './storage-pages.ts';

/** How long a person may take to sign in at the platform, seconds. */
const loginSeconds = 600;
/** Characters of a parameter. Canvas's `lti_message_hint` has about a thousand. */
const longestParameter = 8_192;
/** Parameter of a login that was sent here a second time, to see whether the browser brings the cookie. */
const askedBefore = 'cookie_asked';

/** A third-party initiated login (1EdTech Security Framework §5.1.1.1, LTI Core §4.1). */
interface LoginParameters {
  issuer: string;
  targetLinkUri: string;
  clientId: string | undefined;
  deploymentId: string | undefined;
  /** `lti_storage_target` (OIDC Login with Client Side postMessages §3). */
  storageTarget: string | undefined;
}

/**
 * Answers a login. ltijs builds the authentication request. This handler refuses what ltijs would wrongly accept, and
 * replaces three things in the request: nonce and state (ours are stored and bound to this browser) and redirect_uri
 * (ltijs would take any target_link_uri).
 *
 * A browser without our cookie is given one and sent here again. When it comes back without the cookie, it gets a page
 * that finds out what else it can keep. The platform is asked only after that, because a lti_message_hint may be good
 * for one request.
 * @param deploymentParameters names that products give to `lti_deployment_id`
 */
export function handleLogin(
  publicUrl: string,
  provider: LtiProvider,
  deploymentParameters: readonly string[],
): RequestHandler {
  return async (req, res, next) => {
    try {
      const parameters = readLogin(req, ['lti_deployment_id', ...deploymentParameters]);
      const sent = textParameters({ ...req.query, ...req.body });
      const hasCookie = readHostCookie(req, browserCookie) !== undefined;
      if (!hasCookie && sent[askedBefore] === undefined) return askForCookie(res, sent);
      const registration = await findRegistration(parameters);
      refuseForeign(parameters.targetLinkUri, publicUrl);
      await refuseUnapproved(registration);
      const request = await provider.authorizationRequest(req, res, registration);
      request.searchParams.set('redirect_uri', `${publicUrl}/lti/launch`);
      const { state, nonce, proof } = await storeLogin(req, res, registration, parameters, hasCookie);
      request.searchParams.set('state', state);
      request.searchParams.set('nonce', nonce);
      if (hasCookie) return res.redirect(request.href);
      const storage = platformStorage(registration, parameters.storageTarget);
      showLoginPage(res, { request, storage, sent, state, proof });
    } catch (error) {
      next(error);
    }
  };
}

/**
 * Reads the query or the form, whichever the platform used.
 * @throws LtiError where a required parameter is missing or empty, one is repeated or too long, or two deployments are named
 */
function readLogin(req: Request, deploymentNames: readonly string[]): LoginParameters {
  const parameters = { ...req.query, ...req.body } as Record<string, unknown>;
  // OAuth 2 allows no parameter twice (RFC 6749 §3.1), and a repeated optional one would be taken for a missing one.
  if (Object.values(parameters).some(Array.isArray)) throw new LtiError('login-parameter-missing');
  // What it names is stored with the login and sent on in an address.
  if (Object.values(parameters).some((value) => typeof value === 'string' && value.length > longestParameter))
    throw new LtiError('login-parameter-missing');
  const [issuer, targetLinkUri] = [text(parameters['iss']), text(parameters['target_link_uri'])];
  if (!issuer || !targetLinkUri || !text(parameters['login_hint']))
    throw new LtiError('login-parameter-missing');
  const deployments = new Set(deploymentNames.flatMap((name) => text(parameters[name]) ?? []));
  if (deployments.size > 1) throw new LtiError('deployment-ambiguous');
  return {
    issuer,
    targetLinkUri,
    clientId: text(parameters['client_id']),
    deploymentId: [...deployments][0],
    storageTarget: text(parameters['lti_storage_target']),
  };
}

/**
 * Redirects, without a script, so that the platform stays the one who navigates: its own `SameSite=Lax` cookies are then
 * sent to its authorisation endpoint.
 */
function askForCookie(res: Response, sent: Readonly<Record<string, string>>): void {
  setHostCookie(res, browserCookie, newSecret(), loginSeconds);
  res.redirect(303, `/lti/login?${new URLSearchParams({ ...sent, [askedBefore]: '1' })}`);
}

function textParameters(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  const pairs = Object.entries(parameters);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

async function findRegistration({ issuer, clientId }: LoginParameters): Promise<Registration> {
  const query = { issuer, ...(clientId === undefined ? {} : { clientId }) };
  const [registration, another] = await RegistrationModel.find(query).limit(2).lean<Registration[]>();
  if (!registration) throw new LtiError('registration-unknown');
  if (another) throw new LtiError('client-id-ambiguous');
  return registration;
}

/** A target outside this tool would make this an open redirect. */
function refuseForeign(target: string, publicUrl: string): void {
  if (!URL.canParse(target) || new URL(target).origin !== new URL(publicUrl).origin)
    throw new LtiError('target-foreign');
}

/** Stores the login and binds it to this browser by its cookie. Where no cookie came, a proof binds it as well. */
async function storeLogin(
  req: Request,
  res: Response,
  { issuer, clientId }: Registration,
  { targetLinkUri, deploymentId, storageTarget }: LoginParameters,
  hasCookie: boolean,
): Promise<{ state: string; nonce: string; proof: string }> {
  const [state, nonce, proof] = [newSecret(), newSecret(), newSecret()];
  const browser = readHostCookie(req, browserCookie) ?? newSecret();
  setHostCookie(res, browserCookie, browser, loginSeconds);
  await LtiLoginModel.create({
    _id: hashOf(state),
    ...{ nonce, browser: hashOf(browser), issuer, clientId, targetLinkUri },
    ...(deploymentId === undefined ? {} : { deploymentId }),
    ...(storageTarget === undefined ? {} : { storageTarget }),
    ...(hasCookie ? {} : { proof: hashOf(proof) }),
    expiresAt: new Date(Date.now() + loginSeconds * 1000),
  });
  return { state, nonce, proof };
}

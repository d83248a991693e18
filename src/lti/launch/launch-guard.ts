import type { Request, RequestHandler, Response } from 'express';
import { decodeProtectedHeader } from 'jose';
import { type LtiLogin, LtiLoginModel } from '../../../models/lti-login.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { bindingOf } from '../browser-state/browser-binding.ts';
import { storageOf } from '../browser-state/platform-storage.ts';
import { showProofPage } from '../browser-state/proof-page.ts';
import { LtiError } from '../error.ts';
import type { PlatformKeys } from '../keys/platform-keys.ts';
import type { LtiProvider } from '../ltijs/provider.ts';
import { type Claims, claim, text } from './claims.ts';
import { hashOf } from './cookies.ts';
import { institutionOf } from './deployment.ts';
import { type Launch, launchOf, platformOrigins } from './launch.ts';
import { checkClaims } from './launch-checks.ts';
import { isStaff } from './roles.ts';

const maximumTokenBytes = 64 * 1024;

/**
 * Refuses everything that LTI 1.3 refuses; hands what passes to `complete`, once. ltijs validates the same token
 * again, with the key found here.
 */
export function createLaunchGuard(
  keys: PlatformKeys,
  provider: LtiProvider,
  complete: (launch: Launch, req: Request, res: Response) => Promise<void>,
): RequestHandler {
  return async (req, res, next) => {
    let verified: Claims | undefined;
    try {
      const { token, state } = parametersOf(req);
      const login = await loginOf(state);
      const binding = bindingOf(login, req);
      const registration = await RegistrationModel.findOne({
        issuer: login.issuer,
        clientId: login.clientId,
      }).lean<Registration>();
      if (!registration) throw new LtiError('registration-unknown');
      res.locals['frameAncestors'] = platformOrigins(registration);
      const { claims, key } = await keys.verify(token, keyIdOf(token), registration.jwksUrl);
      verified = claims;
      checkClaims(claims, { ...login, now: Date.now() / 1000 });
      const launch = launchOf(
        claims,
        registration,
        await institutionOf(registration, String(claims[claim.deploymentId])),
      );
      res.locals['frameAncestors'] = launch.platformOrigins;
      const storage = storageOf(registration, login.storageTarget);
      if (binding === 'unknown')
        return showProofPage(res, { token, state, storage, formTargets: launch.platformOrigins });
      if (!isTooMuchForLtijs(launch, claims)) await provider.validate(req, res, { registration, key });
      await useUp(login);
      await complete(binding === 'storage' ? { ...launch, storage } : launch, req, res);
    } catch (error) {
      next(error instanceof LtiError ? explained(error, verified, req) : error);
    }
  };
}

/**
 * ltijs refuses a launch without `sub`, which LTI allows (anonymous), and any difference between the clocks of both
 * servers: the guard has checked all there is.
 */
function isTooMuchForLtijs(launch: Launch, claims: Claims): boolean {
  return launch.learner === undefined || (claims['exp'] as number) <= Date.now() / 1000;
}

/** With what the page needs beyond the code: who reads it, and what may be sent again as it is. */
function explained(error: LtiError, verified: Claims | undefined, req: Request): LtiError {
  const roles = verified?.[claim.roles];
  error.forStaff = Array.isArray(roles) && isStaff(roles);
  // Nothing has used the state up by then.
  if (error.code === 'keys-unreachable') {
    const { id_token, state } = req.body as Record<string, string>;
    error.retry = {
      action: '/lti/launch',
      fields: { id_token, state } as Record<string, string>,
      afterSeconds: 10,
    };
  }
  return error;
}

function parametersOf(req: Request): { token: string; state: string } {
  const body = (req.body ?? {}) as Record<string, unknown>;
  if (body['error']) throw new LtiError('platform-refused');
  const token = text(body['id_token']);
  const state = text(body['state']);
  if (!token || !state) throw new LtiError('token-missing');
  if (token.length > maximumTokenBytes) throw new LtiError('token-too-large');
  return { token, state };
}

async function loginOf(state: string): Promise<LtiLogin> {
  const login = await LtiLoginModel.findOne({
    _id: hashOf(state),
    expiresAt: { $gt: new Date() },
  }).lean<LtiLogin>();
  if (!login) throw new LtiError('state-unknown');
  return login;
}

function keyIdOf(token: string): string {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch (error) {
    throw new LtiError('token-malformed', { cause: error });
  }
  if (!header.kid) throw new LtiError('key-unknown');
  return header.kid;
}

/** One write decides between parallel replays: it finds an unused login once. */
async function useUp(login: LtiLogin): Promise<void> {
  const used = await LtiLoginModel.updateOne(
    { _id: login._id, usedAt: { $exists: false } },
    { usedAt: new Date() },
  );
  if (used.modifiedCount !== 1) throw new LtiError('state-used');
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import { decodeProtectedHeader } from 'jose';
import type { Logger } from 'pino';
import { type LtiLogin, LtiLoginModel } from '../../../models/lti-login.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { text } from '../claims.ts';
import { LtiError } from '../error.ts';
import type { PlatformKeys } from '../keys/platform-keys.ts';
import type { LtiProvider } from '../ltijs/provider.ts';
import { hashOf } from '../secrets/secret.ts';
import { browserBinding } from './browser-binding.ts';
import { type CheckedMessage, checkMessage } from './checks.ts';
import { platformOrigins } from './frame-ancestors.ts';
import { institutionOf } from './institution.ts';
import { type Launch, toLaunch } from './launch.ts';
import type { LaunchProfile } from './launch-profile.ts';
import { type LaunchMessage, readMessage } from './message.ts';
import { isStaff } from './roles.ts';
import { startSession } from './session.ts';
import { platformStorage, showProofPage } from './storage-pages.ts';

const maximumTokenBytes = 64 * 1024;
/** How long somebody waits until it is known what other sources have of them. The first page is about it. */
const recognitionMilliseconds = 1_000;

export interface LaunchOptions {
  platformKeys: PlatformKeys;
  provider: LtiProvider;
  /** @param family `product_family_code` of the platform */
  profileFor: (family: string | undefined) => LaunchProfile;
  /** Where an accepted launch goes on: path and query. */
  addressFor: (launch: Launch) => string;
  /**
   * Connects an accepted launch with what other sources have stored of its person and course. The page waits for it, but not
   * long. What it throws is logged and never reaches the person.
   */
  recognise: (launch: Launch) => Promise<void>;
  /** Called after each accepted launch. What it throws is logged and never reaches the person. */
  onLaunch: (launch: Launch) => Promise<void>;
  log: Logger;
}

/**
 * Answers the post that ends a login: refuses everything that LTI 1.3 refuses, and starts one session for what passes.
 * ltijs validates the same token again, with the key that was found here.
 */
export function handleLaunch(options: LaunchOptions): RequestHandler {
  const { platformKeys, provider, profileFor, addressFor, recognise, onLaunch, log } = options;
  return async (req, res, next) => {
    let verified: LaunchMessage | undefined;
    try {
      const { token, state } = readPost(req);
      const login = await findLogin(state);
      const binding = browserBinding(login, req);
      const registration = await findRegistration(login);
      res.locals['frameAncestors'] = platformOrigins(registration);

      const { claims, key } = await platformKeys.verify(token, keyIdOf(token), registration.jwksUrl);
      verified = readMessage(claims);
      const message = checkMessage(verified, { ...login, now: Date.now() / 1000 });
      const institution = await institutionOf(registration, message);
      const profile = profileFor(message.productFamily);
      const launch = toLaunch(message, registration, institution, profile);

      res.locals['frameAncestors'] = launch.platformOrigins;
      const storage = platformStorage(registration, login.storageTarget);
      if (binding === 'unknown')
        return showProofPage(res, { token, state, storage, formTargets: launch.platformOrigins });
      if (!isTooMuchForLtijs(message)) await provider.validate(req, res, { registration, key });
      await useUp(login);

      if (binding === 'storage') launch.storage = storage;
      const recognised = recognise(launch).catch((error) =>
        log.error({ err: error }, 'recognising a launch'),
      );
      await Promise.race([recognised, pause(recognitionMilliseconds, undefined, { ref: false })]);
      await startSession(launch, res, addressFor(launch));
      onLaunch(launch).catch((error) => log.error({ err: error }, 'after a launch'));
    } catch (error) {
      next(error instanceof LtiError ? explained(error, verified, req) : error);
    }
  };
}

function readPost(req: Request): { token: string; state: string } {
  const body = (req.body ?? {}) as Record<string, unknown>;
  if (body['error']) throw new LtiError('platform-refused', { cause: errorCode(body['error']) });
  const token = text(body['id_token']);
  const state = text(body['state']);
  if (!token || !state) throw new LtiError('token-missing');
  if (token.length > maximumTokenBytes) throw new LtiError('token-too-large');
  return { token, state };
}

/** The platform's word for what was wrong (OAuth 2.0 §4.1.2.1), for the log; nothing else that may stand in its place. */
function errorCode(error: unknown): string | undefined {
  return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : undefined;
}

async function findLogin(state: string): Promise<LtiLogin> {
  const login = await LtiLoginModel.findOne({
    _id: hashOf(state),
    expiresAt: { $gt: new Date() },
  }).lean<LtiLogin>();
  if (!login) throw new LtiError('state-unknown');
  return login;
}

async function findRegistration({ issuer, clientId }: LtiLogin): Promise<Registration> {
  const registration = await RegistrationModel.findOne({ issuer, clientId }).lean<Registration>();
  if (!registration) throw new LtiError('registration-unknown');
  return registration;
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

/**
 * ltijs refuses a launch without `sub`, which LTI allows (anonymous), and any difference between the clocks of the two
 * servers. The checks here have covered what it would check.
 */
function isTooMuchForLtijs({ subject, expiresAt }: CheckedMessage): boolean {
  return subject === undefined || expiresAt <= Date.now() / 1000;
}

/** One write decides between parallel replays: only one of them finds the login unused. */
async function useUp(login: LtiLogin): Promise<void> {
  const used = await LtiLoginModel.updateOne(
    { _id: login._id, usedAt: { $exists: false } },
    { usedAt: new Date() },
  );
  if (used.modifiedCount !== 1) throw new LtiError('state-used');
}

/** Adds what the error page needs beyond the code: who reads it, and what may be sent again unchanged. */
function explained(error: LtiError, verified: LaunchMessage | undefined, req: Request): LtiError {
  error.forStaff = isStaff(verified?.roles ?? []);
  // At this point nothing has used the state up.
  if (error.code === 'keys-unreachable') {
    const { id_token, state } = req.body as Record<string, string>;
    error.retry = {
      action: '/lti/launch',
      fields: { id_token, state } as Record<string, string>,
    };
    error.afterSeconds = 10;
  }
  return error;
}

import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import { type AnswerDeepLinking, createDeepLinkingAnswers } from './deep-linking/answer.ts';
import { LtiError, type LtiErrorCode } from './error.ts';
import { Encryption } from './keys/encryption.ts';
import { PlatformKeys } from './keys/platform-keys.ts';
import { ToolKeys } from './keys/tool-keys.ts';
import { framedByAnybody } from './launch/frame-ancestors.ts';
import { handleLaunch } from './launch/handle-launch.ts';
import type { Launch } from './launch/launch.ts';
import { handleLogin } from './launch/login.ts';
import { reloadSessionPage, showSessionPage } from './launch/storage-pages.ts';
import { type LtiProduct, productOfFamily } from './lti-product.ts';
import { createProvider } from './ltijs/provider.ts';
import { createRosterReader } from './names-and-roles/roster-reader.ts';
import type { RosterReader } from './names-and-roles/roster-request.ts';
import { ServiceTokens } from './names-and-roles/service-tokens.ts';
import type { AddressRules } from './safe-fetch/address-rules.ts';

export interface LtiOptions {
  /** No trailing slash. */
  publicUrl: string;
  secretKey: string;
  /** What stored keys may still be encrypted under. */
  previousSecretKey?: string | undefined;
  /** Where platforms may be asked for keys, tokens and rosters. */
  rules: AddressRules;
  /** One of them stands for every LMS that is not in the list (`LtiProduct.family`). */
  products: readonly LtiProduct[];
  log: Logger;
  /** Where an accepted launch goes on: path and query. */
  addressFor: (launch: Launch) => string;
  /** Connects an accepted launch with what other sources have stored of its person and course; see `LaunchOptions`. */
  recognise?: (launch: Launch) => Promise<void>;
  /** Called after each accepted launch. What it throws is logged and never reaches the person. */
  onLaunch: (launch: Launch) => Promise<void>;
  /** Told why a login or a launch was refused; `unexpected`: it failed. */
  onRefusal?: (code: LtiErrorCode | 'unexpected') => void;
}

export interface Lti {
  /** To be mounted at /lti: login, launch, keys. */
  app: Router;
  readRoster: RosterReader;
  /** For `startKeyRotation`. */
  keys: ToolKeys;
  answerDeepLinking: AnswerDeepLinking;
  /** `kid` of the key that this tool signs with. */
  currentKeyId: () => Promise<string>;
}

/**
 * Login and launch, with ltijs behind them. The database must be connected.
 *
 * A launch reads in this order, all in `launch/`: `login.ts` answers the login, `handle-launch.ts` the post that follows;
 * that one calls `message.ts` (the claims, typed), `checks.ts`, `institution.ts`, `launch.ts` and `session.ts`.
 */
export async function createLti(options: LtiOptions): Promise<Lti> {
  const { publicUrl, secretKey, rules, products, log, addressFor, onLaunch, onRefusal } = options;
  const keys = new ToolKeys(secretKey, options.previousSecretKey);
  await keys.ensure();
  const provider = createProvider(secretKey, keys);
  const login = handleLogin(
    publicUrl,
    provider,
    products.flatMap(({ launch }) => launch.deploymentParameter ?? []),
  );
  const launch = handleLaunch({
    ...{ provider, addressFor, onLaunch, log },
    recognise: options.recognise ?? (async () => {}),
    platformKeys: new PlatformKeys(rules),
    profileFor: (family) => productOfFamily(products, family).launch,
  });

  const app = Router();
  app.use(framedByAnybody);
  app.use('/login', express.urlencoded({ extended: false, limit: '64kb' }), loginRefused);
  app.use(express.urlencoded({ extended: false, limit: '256kb' }), bodyRefused);
  app.get('/login', login);
  app.post('/login', login);
  app.post('/launch', launch);
  app.get('/keys', cacheKeys, provider.keySet);
  app.get('/visit/:id', showSessionPage);
  app.post('/visit/:id', reloadSessionPage);
  // ltijs would answer any path that carries an `ltik`. This tool hands none out.
  app.use((_req, _res, next) => next(new LtiError('token-missing')));
  const tellRefusal: ErrorRequestHandler = (error, _req, _res, next) => {
    onRefusal?.(error instanceof LtiError ? error.code : 'unexpected');
    next(error);
  };
  app.use(tellRefusal);

  const tokens = new ServiceTokens(keys, new Encryption(secretKey, 'service tokens'), rules);
  const profiles = products.flatMap(({ roster }) => roster ?? []);
  return {
    app,
    keys,
    readRoster: createRosterReader(tokens, rules, { profiles }),
    answerDeepLinking: createDeepLinkingAnswers(keys),
    currentKeyId: async () => (await keys.current()).kid,
  };
}

/** Platforms keep the key set for ten minutes. */
const cacheKeys: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'public, max-age=600');
  next();
};

/** A login has half a dozen short parameters. */
const loginRefused: ErrorRequestHandler = (error: Error & { type?: string }, _req, _res, next) =>
  next(error.type === 'entity.too.large' ? new LtiError('login-parameter-missing', { cause: error }) : error);

/** The only large thing in a launch is the id_token. */
const bodyRefused: ErrorRequestHandler = (error: Error & { type?: string }, _req, _res, next) =>
  next(error.type === 'entity.too.large' ? new LtiError('token-too-large', { cause: error }) : error);

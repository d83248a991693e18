import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import type { Logger } from 'pino';
import { showVisitPage } from './browser-state/visit-page.ts';
import { type AnswerDeepLinking, createDeepLinkingAnswers } from './deep-linking/answer.ts';
import { LtiError } from './error.ts';
import { Encryption } from './keys/encryption.ts';
import { PlatformKeys } from './keys/platform-keys.ts';
import { ToolKeys } from './keys/tool-keys.ts';
import { framedByAnybody } from './launch/framing.ts';
import type { Launch } from './launch/launch.ts';
import { createLaunchGuard } from './launch/launch-guard.ts';
import { createLoginGuard } from './launch/login-guard.ts';
import { startSession } from './launch/session.ts';
import { createProvider } from './ltijs/provider.ts';
import { withCanvasNumbers } from './names-and-roles/canvas-numbers.ts';
import { createRosterReader, type RosterReader } from './names-and-roles/roster-reader.ts';
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
  log: Logger;
  /** How the pages of the visit are to look; as usual without. */
  lookFor?: (launch: Launch) => Launch['look'];
  /** Where an accepted launch goes on: path and query. */
  addressFor: (launch: Launch) => string;
  /** Called after each accepted launch; what it throws is logged and never reaches the person. */
  onLaunch: (launch: Launch) => Promise<void>;
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

/** The guards, and ltijs behind them. Once in a process: ltijs is a singleton. The database must be connected. */
export async function createLti(options: LtiOptions): Promise<Lti> {
  const keys = new ToolKeys(options.secretKey, options.previousSecretKey);
  await keys.ensure();

  const complete = async (launch: Launch, _req: Request, res: Response) => {
    launch.look = options.lookFor?.(launch);
    await startSession(launch, res, options.addressFor(launch));
    options.onLaunch(launch).catch((error) => options.log.error({ err: error }, 'after a launch'));
  };
  const provider = createProvider(options.secretKey, keys);
  const login = createLoginGuard(options.publicUrl, provider);
  const app = Router();
  app.use(framedByAnybody);
  app.use(express.urlencoded({ extended: false, limit: '256kb' }), bodyRefused);
  app.get('/login', login);
  app.post('/login', login);
  app.post('/launch', createLaunchGuard(new PlatformKeys(options.rules), provider, complete));
  app.get('/keys', cacheKeys, provider.keySet);
  app.get('/visit/:id', showVisitPage);
  // ltijs would answer any path that carries an `ltik`; this tool hands none out.
  app.use((_req, _res, next) => next(new LtiError('token-missing')));
  const encryption = new Encryption(options.secretKey, 'service tokens');
  const tokens = new ServiceTokens(keys, encryption, options.rules);
  return {
    app,
    keys,
    readRoster: withCanvasNumbers(createRosterReader(tokens, options.rules)),
    answerDeepLinking: createDeepLinkingAnswers(keys),
    currentKeyId: async () => (await keys.current()).kid,
  };
}

/** Platforms keep the key set for ten minutes. */
const cacheKeys: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'public, max-age=600');
  next();
};

/** The id_token is all that is large in a launch. */
const bodyRefused: ErrorRequestHandler = (error: Error & { type?: string }, _req, _res, next) =>
  next(error.type === 'entity.too.large' ? new LtiError('token-too-large', { cause: error }) : error);

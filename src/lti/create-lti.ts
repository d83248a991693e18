import type { ErrorRequestHandler, Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { Provider } from 'ltijs';
import type { Logger } from 'pino';
import { type AnswerDeepLinking, createDeepLinkingAnswers } from './deep-linking/answer.ts';
import { Encryption } from './encryption.ts';
import { LtiError } from './error.ts';
import type { Launch } from './launch.ts';
import { createLaunchGuard } from './launch-guard.ts';
import { createLoginGuard } from './login-guard.ts';
import { createRosterReader, type RosterReader } from './names-and-roles/roster-reader.ts';
import { ServiceTokens } from './names-and-roles/service-tokens.ts';
import { PlatformKeys } from './platform-keys.ts';
import { startSession } from './session.ts';
import { createStoragePlugin } from './storage-plugin.ts';
import { ToolKeys } from './tool-keys.ts';

export interface LtiOptions {
  /** No trailing slash. */
  publicUrl: string;
  secretKey: string;
  log: Logger;
  /** Where an accepted launch goes on: path and query. */
  addressFor: (launch: Launch) => string;
  /** Called after each accepted launch; what it throws is logged and never reaches the person. */
  onLaunch: (launch: Launch) => Promise<void>;
}

export interface Lti {
  /** To be mounted at /lti: login, launch, keys. */
  app: Express;
  readRoster: RosterReader;
  answerDeepLinking: AnswerDeepLinking;
}

/** Sets up ltijs behind the guard. Once in a process: ltijs is a singleton. The database must be connected. */
export async function createLti(options: LtiOptions): Promise<Lti> {
  const keys = new ToolKeys(options.secretKey);
  await keys.ensure();

  const complete = async (launch: Launch, _req: Request, res: Response) => {
    await startSession(launch, res);
    res.redirect(303, options.addressFor(launch));
    options.onLaunch(launch).catch((error) => options.log.error({ err: error }, 'after a launch'));
  };
  const launchGuard = createLaunchGuard(new PlatformKeys(), complete);
  const loginGuard = createLoginGuard(options.publicUrl);
  const guardOf = (method: string, path: string): RequestHandler => {
    if (path === '/login' && (method === 'GET' || method === 'POST')) return loginGuard;
    if (path === '/launch' && method === 'POST') return launchGuard;
    if (path === '/keys' && method === 'GET') return cacheKeys;
    return refuse;
  };

  Provider.setup(
    options.secretKey,
    { plugin: createStoragePlugin(keys) },
    {
      appRoute: '/launch',
      loginRoute: '/login',
      keysetRoute: '/keys',
      ltiaas: true,
      tokenMaxAge: false,
      cors: false,
      serverAddon(app) {
        app.use((req, res, next) => {
          // ltijs's helmet sets it, and it blocks images of other origins.
          res.removeHeader('Cross-Origin-Embedder-Policy');
          guardOf(req.method, req.path)(req, res, next);
        });
        app.use(bodyRefused);
      },
    },
  );
  Provider.onInvalidToken((_req, res, next) => {
    const { details } = res.locals['err'] as { details?: { message?: string } };
    next(new LtiError('provider-refused', { cause: details?.message }));
  });
  const launched = (_token: unknown, req: Request, res: Response, next: NextFunction) => {
    // ltijs clears the state cookie that it never had.
    res.removeHeader('Set-Cookie');
    complete(res.locals['launch'] as Launch, req, res).catch(next);
  };
  Provider.onConnect(launched);
  Provider.onDeepLinking(launched);
  const tokens = new ServiceTokens(keys, new Encryption(options.secretKey, 'service tokens'));
  return {
    app: Provider.app,
    readRoster: createRosterReader(tokens),
    answerDeepLinking: createDeepLinkingAnswers(keys),
  };
}

/** Platforms keep the key set for ten minutes. */
const cacheKeys: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'public, max-age=600');
  next();
};

/** ltijs reads bodies of 100 kB at most. */
const bodyRefused: ErrorRequestHandler = (error: Error & { type?: string }, _req, _res, next) =>
  next(error.type === 'entity.too.large' ? new LtiError('token-too-large', { cause: error }) : error);

/** ltijs would answer any path that carries an `ltik`; this tool hands none out. */
const refuse: RequestHandler = (_req, _res, next) => next(new LtiError('token-missing'));

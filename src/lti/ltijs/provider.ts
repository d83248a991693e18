import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Provider } from 'ltijs';
import type { Registration } from '../../../models/registration.ts';
import { LtiError } from '../error.ts';
import type { ToolKeys } from '../keys/tool-keys.ts';
import { type RequestContext, requestContext } from './request-context.ts';
import { createStoragePlugin } from './storage-plugin.ts';

/** The three things for which this tool uses ltijs. */
export interface LtiProvider {
  /** The authentication request that answers a login, as ltijs builds it. */
  authorizationRequest(req: Request, res: Response, registration: Registration): Promise<URL>;
  /** Validates the launch a second time. @throws LtiError `provider-refused` */
  validate(req: Request, res: Response, context: RequestContext): Promise<void>;
  /** Answers with the tool's key set. */
  keySet: RequestHandler;
}

/** Sets up a provider of ltijs, which exports a single one, ready to be set up once: this is another of its kind. */
export function createProvider(secretKey: string, keys: ToolKeys): LtiProvider {
  const provider = new (Provider.constructor as new () => typeof Provider)();
  provider.setup(
    secretKey,
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
          // ltijs looks for the issuer in a cookie of its own, which is lost where cookies are blocked. The launch's handler
          // has found the issuer by other means.
          const issuer = requestContext.getStore()?.registration.issuer;
          Object.assign(req, { signedCookies: { [`state${req.body?.state}`]: issuer } });
          // ltijs's helmet sets these. The first blocks images of other origins, the second cuts a new window off from its opener.
          res.removeHeader('Cross-Origin-Embedder-Policy');
          res.removeHeader('Cross-Origin-Opener-Policy');
          // Whether browsers may use http for this host is for whoever runs it to say, in front of all that is on it.
          res.removeHeader('Strict-Transport-Security');
          next();
        });
      },
    },
  );
  provider.onInvalidToken((_req, res, next) => {
    const { details } = res.locals['err'] as { details?: { message?: string } };
    next(new LtiError('provider-refused', { cause: details?.message }));
  });
  const accepted = (_token: unknown, _req: Request, _res: Response, next: NextFunction) => next();
  provider.onConnect(accepted);
  provider.onDeepLinking(accepted);

  return {
    async authorizationRequest(req, res, registration) {
      // ltijs needs a client_id. Where the platform named none, the issuer has only this registration.
      req.body = { ...req.body, client_id: registration.clientId };
      const address = await requestContext.run({ registration }, () => through(provider, req, res));
      if (address === undefined) throw new LtiError('provider-refused');
      const request = new URL(registration.authorizationUrl);
      for (const [name, value] of new URL(address).searchParams) request.searchParams.set(name, value);
      return request;
    },
    async validate(req, res, context) {
      await requestContext.run(context, () => through(provider, req, res));
    },
    keySet: provider.app,
  };
}

/** Runs ltijs's application until it redirects (resolves with the address) or calls the next handler. */
async function through({ app }: typeof Provider, req: Request, res: Response): Promise<string | undefined> {
  const prototypes = [Object.getPrototypeOf(req), Object.getPrototypeOf(res)];
  // ltijs (Express 4) does not read the query and the body again when it finds them on the request itself.
  Object.defineProperty(req, 'query', { value: req.query, configurable: true, writable: true });
  Object.assign(req, { _body: true });
  try {
    return await new Promise((resolve, reject) => {
      res.redirect = resolve as Response['redirect'];
      app(req, res, (error?: unknown) => (error ? reject(error) : resolve(undefined)));
    });
  } finally {
    Reflect.deleteProperty(res, 'redirect');
    // Restores the prototypes, as Express does after a mounted application.
    Object.setPrototypeOf(req, prototypes[0]);
    Object.setPrototypeOf(res, prototypes[1]);
    // ltijs's own state cookie is lost where third-party cookies are blocked, and is not used here.
    res.removeHeader('Set-Cookie');
  }
}

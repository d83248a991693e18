import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Provider } from 'ltijs';
import type { Registration } from '../../../models/registration.ts';
import { LtiError } from '../error.ts';
import type { ToolKeys } from '../keys/tool-keys.ts';
import { createStoragePlugin } from './storage-plugin.ts';
import { type Underway, underway } from './underway.ts';

/** ltijs, as the three things that this tool wants of it. */
export interface LtiProvider {
  /** The authentication request that answers a login, as ltijs builds it. */
  authorizationRequest(req: Request, res: Response, registration: Registration): Promise<URL>;
  /** Validates the launch a second time. @throws LtiError `provider-refused` */
  validate(req: Request, res: Response, found: Underway): Promise<void>;
  /** Answers with the tool's key set. */
  keySet: RequestHandler;
}

/** Sets up ltijs. Once in a process: it is a singleton. */
export function createProvider(secretKey: string, keys: ToolKeys): LtiProvider {
  Provider.setup(
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
          // ltijs looks for the issuer in a cookie of its own, which blocked cookies lose; the guard has done better.
          const issuer = underway.getStore()?.registration.issuer;
          Object.assign(req, { signedCookies: { [`state${req.body?.state}`]: issuer } });
          // Set by ltijs's helmet: the one blocks images of other origins, the other cuts a new window from its opener.
          res.removeHeader('Cross-Origin-Embedder-Policy');
          res.removeHeader('Cross-Origin-Opener-Policy');
          next();
        });
      },
    },
  );
  Provider.onInvalidToken((_req, res, next) => {
    const { details } = res.locals['err'] as { details?: { message?: string } };
    next(new LtiError('provider-refused', { cause: details?.message }));
  });
  const accepted = (_token: unknown, _req: Request, _res: Response, next: NextFunction) => next();
  Provider.onConnect(accepted);
  Provider.onDeepLinking(accepted);

  return {
    async authorizationRequest(req, res, registration) {
      // ltijs asks for the client_id it is given; where the platform named none, there is only this one.
      req.body = { ...req.body, client_id: registration.clientId };
      const address = await underway.run({ registration }, () => through(req, res));
      if (address === undefined) throw new LtiError('provider-refused');
      const request = new URL(registration.authorizationUrl);
      for (const [name, value] of new URL(address).searchParams) request.searchParams.set(name, value);
      return request;
    },
    async validate(req, res, found) {
      await underway.run(found, () => through(req, res));
    },
    keySet: Provider.app,
  };
}

/** Runs ltijs's application until it would redirect (resolves with the address) or calls the next handler. */
async function through(req: Request, res: Response): Promise<string | undefined> {
  const prototypes = [Object.getPrototypeOf(req), Object.getPrototypeOf(res)];
  // ltijs (Express 4) takes the query and the body for read when it finds them on the request itself.
  Object.defineProperty(req, 'query', { value: req.query, configurable: true, writable: true });
  Object.assign(req, { _body: true });
  try {
    return await new Promise((resolve, reject) => {
      res.redirect = resolve as Response['redirect'];
      Provider.app(req, res, (error?: unknown) => (error ? reject(error) : resolve(undefined)));
    });
  } finally {
    Reflect.deleteProperty(res, 'redirect');
    // As Express does for an application that is mounted: its own request and response again.
    Object.setPrototypeOf(req, prototypes[0]);
    Object.setPrototypeOf(res, prototypes[1]);
    // ltijs's own state cookie is lost where third-party cookies are blocked; it is of no use here.
    res.removeHeader('Set-Cookie');
  }
}

import type { webcrypto } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { AddressRules } from '../../src/lti/safe-fetch/address-rules.ts';

type Handler = (req: IncomingMessage, res: ServerResponse, body: URLSearchParams, text: string) => void;

/** Keys of platforms of this process that are closed. To make a pair takes longer than many a suite. */
const unused: GenerateKeyPairResult[] = [];

/** A platform of a test's own: a key set, a token endpoint and whatever other paths the test sets. */
export class TestPlatform {
  readonly kid = 'platform-key-1';
  readonly clientId = 'client-1';
  readonly deploymentId = 'deployment-1';
  /** Requests by path. */
  readonly requests: { path: string; authorization: string | undefined; body: URLSearchParams }[] = [];
  readonly handlers = new Map<string, Handler>();
  readonly #keys: GenerateKeyPairResult;
  readonly #server: Server;

  private constructor(keys: GenerateKeyPairResult, server: Server) {
    this.#keys = keys;
    this.#server = server;
  }

  static async start(): Promise<TestPlatform> {
    const keys = unused.pop() ?? (await generateKeyPair('RS256', { extractable: true }));
    const server = createServer((req, res) => platform.#answer(req, res));
    const platform = new TestPlatform(keys, server);
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: platform.kid, alg: 'RS256', use: 'sig' };
    platform.handlers.set('/jwks', (_req, res) => json(res, { keys: [jwk] }));
    platform.handlers.set('/token', (_req, res) => json(res, { access_token: 'token-1', expires_in: 3600 }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Lets this platform be asked, which is on no public address. */
  get rules(): AddressRules {
    return { privateHosts: [new URL(this.url).host], plainHttp: true };
  }

  get registration() {
    return {
      issuer: this.url,
      clientId: this.clientId,
      name: 'Test platform',
      authorizationUrl: `${this.url}/authorize`,
      tokenUrl: `${this.url}/token`,
      jwksUrl: `${this.url}/jwks`,
    };
  }

  sign(
    claims: JWTPayload,
    header: Record<string, unknown> = {},
    key: webcrypto.CryptoKey | Uint8Array = this.privateKey,
  ) {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: this.kid, ...header }).sign(key);
  }

  get privateKey(): webcrypto.CryptoKey {
    return this.#keys.privateKey;
  }

  get publicKey(): webcrypto.CryptoKey {
    return this.#keys.publicKey;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    unused.push(this.#keys);
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of req) text += chunk;
    const path = new URL(req.url ?? '/', 'http://x').pathname;
    const body = new URLSearchParams(text);
    this.requests.push({ path: req.url ?? '/', authorization: req.headers.authorization, body });
    const handler = this.handlers.get(path);
    if (handler) handler(req, res, body, text);
    else res.writeHead(404).end();
  }
}

export function json(
  res: ServerResponse,
  body: unknown,
  headers: Record<string, string> = {},
  status = 200,
): void {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

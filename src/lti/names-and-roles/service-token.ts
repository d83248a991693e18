import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Registration } from '../../../models/registration.ts';
import type { ToolKeys } from '../tool-keys.ts';
import { RosterError } from './roster-error.ts';
import { send } from './send.ts';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** Access tokens for the roster service, kept until a minute before they end. */
export class ServiceTokens {
  readonly #keys: ToolKeys;
  readonly #kept = new Map<string, { token: string; until: number }>();

  constructor(keys: ToolKeys) {
    this.#keys = keys;
  }

  /** @throws RosterError when the platform gives none */
  async get(registration: Registration): Promise<string> {
    const kept = this.#kept.get(`${registration._id}`);
    if (kept && kept.until > Date.now()) return kept.token;
    const { token, seconds } = await this.#request(registration);
    this.#kept.set(`${registration._id}`, { token, until: Date.now() + (seconds - 60) * 1000 });
    return token;
  }

  /** The platform no longer takes the token that was kept. */
  forget(registration: Registration): void {
    this.#kept.delete(`${registration._id}`);
  }

  /** JWT client assertion (Security Framework §4.1.1; RFC 7523). */
  async #request(registration: Registration): Promise<{ token: string; seconds: number }> {
    const { kid, key } = await this.#keys.current();
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(registration.clientId)
      .setSubject(registration.clientId)
      .setAudience(registration.tokenAudience ?? registration.tokenUrl)
      .setIssuedAt()
      .setExpirationTime('2m')
      .setJti(randomUUID())
      .sign(key);
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope,
    });
    const answer = await send(registration.tokenUrl, { method: 'POST', body });
    if (answer.status !== 200)
      throw new RosterError('token-refused', `The platform answered ${answer.status}.`);
    const { access_token: token, expires_in: seconds } = answer.json as Record<string, unknown>;
    if (typeof token !== 'string')
      throw new RosterError('token-refused', 'The answer holds no access_token.');
    return { token, seconds: Number(seconds) || 3600 };
  }
}

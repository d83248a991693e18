import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Registration } from '../../../models/registration.ts';
import { type ServiceToken, ServiceTokenModel } from '../../../models/service-token.ts';
import type { Encryption } from '../keys/encryption.ts';
import type { ToolKeys } from '../keys/tool-keys.ts';
import type { AddressRules } from '../safe-fetch/address-rules.ts';
import type { SafeRequest } from '../safe-fetch/safe-fetch.ts';
import { RosterError } from './roster-error.ts';
import { createSend, type Send } from './send.ts';
import { parseTokenAnswer } from './token-answer.ts';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const maximumAnswerBytes = 64 * 1024;

/**
 * Access tokens for the roster service, kept in the database for all processes. The last writer wins: of several
 * processes that find none at one moment each fetches its own, and all of these are good. A lease would save those few
 * requests an hour, and would make everybody wait for a process that died holding it.
 */
export class ServiceTokens {
  readonly #keys: ToolKeys;
  readonly #encryption: Encryption;
  readonly #send: Send;
  /** By registration: what runs at the same time in this process shares one request. */
  readonly #underWay = new Map<string, Promise<string>>();

  constructor(keys: ToolKeys, encryption: Encryption, rules: AddressRules) {
    this.#keys = keys;
    this.#encryption = encryption;
    this.#send = createSend(rules, maximumAnswerBytes);
  }

  /**
   * @param refused a token that the platform has answered 401 to: not that one again
   * @throws RosterError when the platform gives none
   */
  async get(registration: Registration, refused?: string): Promise<string> {
    const kept = await this.#kept(registration);
    if (kept !== undefined && kept !== refused) return kept;
    const id = `${registration._id}`;
    const underWay = this.#underWay.get(id);
    if (underWay) return underWay;
    const fetching = this.#fetch(registration).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, fetching);
    return fetching;
  }

  async #kept({ _id }: Registration): Promise<string | undefined> {
    const found = await ServiceTokenModel.findOne({ _id, endsAt: { $gt: new Date() } }).lean<ServiceToken>();
    try {
      return found ? this.#encryption.decrypt(found.token) : undefined;
    } catch {
      // Kept under another SECRET_KEY: a new one takes its place.
      return undefined;
    }
  }

  async #fetch(registration: Registration): Promise<string> {
    const answer = await this.#send(registration.tokenUrl, () => this.#tokenRequest(registration));
    if (answer.status !== 200)
      throw new RosterError('token-refused', `The platform answered ${answer.status}.`);
    const { token, keepSeconds } = parseTokenAnswer(answer.json);
    const kept = {
      token: this.#encryption.encrypt(token),
      endsAt: new Date(Date.now() + keepSeconds * 1000),
    };
    await ServiceTokenModel.updateOne({ _id: registration._id }, kept, { upsert: true });
    return token;
  }

  /** JWT client assertion (Security Framework §4.1.1; RFC 7523). */
  async #tokenRequest(registration: Registration): Promise<SafeRequest> {
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
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', headers, body: body.toString() };
  }
}

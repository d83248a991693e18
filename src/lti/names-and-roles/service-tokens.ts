import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Registration } from '../../../models/registration.ts';
import { type ServiceToken, ServiceTokenModel } from '../../../models/service-token.ts';
import { message } from '../../messages/message.ts';
import { readNumber } from '../../values/read-number.ts';
import { readObject } from '../../values/read-object.ts';
import type { Encryption } from '../keys/encryption.ts';
import { signingTime } from '../keys/signing-time.ts';
import type { ToolKeys } from '../keys/tool-keys.ts';
import type { AddressRules } from '../safe-fetch/address-rules.ts';
import { ownWords, quoted } from '../safe-fetch/own-words.ts';
import type { SafeRequest } from '../safe-fetch/safe-fetch.ts';
import { RosterError } from './roster-error.ts';
import { createSend, type Send } from './send.ts';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const maximumAnswerBytes = 64 * 1024;

/**
 * Access tokens for the roster service, kept in the database for all processes. When several processes find none at one
 * moment, each fetches its own; all these tokens are valid, and the last writer wins. A lease would save these few
 * requests an hour, but everybody would have to wait for a process that died while it held the lease.
 */
export class ServiceTokens {
  readonly #keys: ToolKeys;
  readonly #encryption: Encryption;
  readonly #send: Send;
  /** By registration: callers in this process that need a token at the same time share one request. */
  readonly #pending = new Map<string, Promise<string>>();

  constructor(keys: ToolKeys, encryption: Encryption, rules: AddressRules) {
    this.#keys = keys;
    this.#encryption = encryption;
    this.#send = createSend(rules, maximumAnswerBytes);
  }

  /**
   * @param refused a token that the platform has answered 401 to; another one is returned
   * @throws RosterError when the platform gives none
   */
  async get(registration: Registration, refused?: string): Promise<string> {
    const kept = await this.#kept(registration);
    if (kept !== undefined && kept !== refused) return kept;
    const id = `${registration._id}`;
    const pending = this.#pending.get(id);
    if (pending) return pending;
    const fetching = this.#fetch(registration).finally(() => this.#pending.delete(id));
    this.#pending.set(id, fetching);
    return fetching;
  }

  async #kept({ _id }: Registration): Promise<string | undefined> {
    const found = await ServiceTokenModel.findOne({ _id, endsAt: { $gt: new Date() } }).lean<ServiceToken>();
    try {
      return found ? this.#encryption.decrypt(found.token) : undefined;
    } catch {
      // It was encrypted under another SECRET_KEY. A new token takes its place.
      return undefined;
    }
  }

  async #fetch(registration: Registration): Promise<string> {
    const answer = await this.#send(registration.tokenUrl, () => this.#tokenRequest(registration));
    if (answer.status !== 200)
      throw new RosterError('token-refused', [
        message('roster.tokenAnswered', { status: `${answer.status}` }),
        ...quoted(ownWords(answer.json)),
      ]);
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
      .setIssuedAt(signingTime())
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
    return { method: 'POST', headers, body: body.toString(), findsJson: true };
  }
}

/** Where the answer names no lifetime, which RFC 6749 §5.1 allows. It is short, so that a mistake does not last. */
const assumedSeconds = 300;
/** Whatever lifetime a platform names: it may revoke the token earlier. */
const longestSeconds = 86_400;
const margin = 60;

export interface AccessToken {
  token: string;
  /** How long to keep it: a minute less than it lives, or half its life where that is less than two minutes. 0: not at all. */
  keepSeconds: number;
}

/** Reads what a token endpoint answered (RFC 6749 §5.1). @throws RosterError when there is no usable token in it */
export function parseTokenAnswer(json: unknown): AccessToken {
  const { access_token: token, expires_in: expiresIn } = readObject(json);
  // Visible ASCII is what a header can carry. A line break would end the header.
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token))
    throw new RosterError('token-refused', [message('roster.noToken')]);
  const seconds = Math.min(secondsOf(expiresIn), longestSeconds);
  return { token, keepSeconds: Math.max(0, seconds - Math.min(margin, seconds / 2)) };
}

/** A number, or a string of one, as some platforms write it. */
function secondsOf(expiresIn: unknown): number {
  return readNumber(expiresIn) ?? assumedSeconds;
}

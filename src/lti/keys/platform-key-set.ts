import type { JWK } from 'jose';
import { LtiError } from '../error.ts';
import type { SafeFetch } from '../safe-fetch/safe-fetch.ts';

const mediaTypes = 'application/json, application/jwk-set+json';
const maximumKeys = 50;
/** A set is fetched anew after ten minutes … */
const freshFor = 600_000;
/** … and used for another hour while the platform does not answer: a key it withdrew counts no longer than that. */
const usableFor = freshFor + 3_600_000;
/** Tokens with invented kids must not make this tool ask the platform again and again. */
const coolDown = 30_000;
/** Nor must those who try again while the platform is down each wait for it. */
const pauseAfterFailure = 5_000;

/** One platform's public keys: fetched when they are needed, kept, fetched once more for a kid that is not there. */
export class PlatformKeySet {
  readonly #address: string;
  readonly #ask: SafeFetch;
  readonly #now: () => number;
  #keys: readonly JWK[] = [];
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #underWay: Promise<void> | undefined;

  /** @param now milliseconds since the epoch */
  constructor(address: string, ask: SafeFetch, now: () => number) {
    this.#address = address;
    this.#ask = ask;
    this.#now = now;
  }

  /** @throws LtiError `keys-unreachable`, or `key-unknown` where no key, or more than one, has the kid */
  async find(kid: string): Promise<JWK> {
    if (this.#age() >= freshFor) await this.#refetchOrKeep();
    let found = this.#matching(kid);
    if (found.length === 0 && this.#age() >= coolDown) {
      await this.#fetchOnce();
      found = this.#matching(kid);
    }
    const [key] = found;
    if (!key || found.length > 1) throw new LtiError('key-unknown');
    return key;
  }

  #age(): number {
    return this.#now() - this.#fetchedAt;
  }

  #matching(kid: string): JWK[] {
    return this.#keys.filter((key) => key.kid === kid);
  }

  async #refetchOrKeep(): Promise<void> {
    try {
      await this.#fetchOnce();
    } catch (error) {
      if (this.#age() >= usableFor) throw error;
    }
  }

  /** All who need it at one moment wait for the same answer. */
  #fetchOnce(): Promise<void> {
    if (this.#now() - this.#failedAt < pauseAfterFailure)
      return Promise.reject(new LtiError('keys-unreachable', { cause: 'It failed a moment ago.' }));
    this.#underWay ??= this.#fetch().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #fetch(): Promise<void> {
    try {
      const { status, json } = await this.#ask(this.#address, { headers: { Accept: mediaTypes } });
      if (status !== 200) throw new Error(`The key set’s address answered ${status}.`);
      this.#keys = keysIn(json);
      this.#fetchedAt = this.#now();
    } catch (error) {
      this.#failedAt = this.#now();
      throw new LtiError('keys-unreachable', { cause: error });
    }
  }
}

/** RSA keys with a kid; of each what verifying needs. */
function keysIn(json: unknown): JWK[] {
  const { keys } = (json ?? {}) as { keys?: unknown };
  if (!Array.isArray(keys)) throw new Error('The key set has no keys.');
  return keys.slice(0, maximumKeys).flatMap((key: unknown) => {
    const { kty, kid, n, e, use } = (key ?? {}) as Record<string, unknown>;
    const texts = [kid, n, e].every((value) => typeof value === 'string');
    if (kty !== 'RSA' || !texts || (use !== undefined && use !== 'sig')) return [];
    return { kty, kid, n, e, alg: 'RS256', use: 'sig' } as JWK;
  });
}

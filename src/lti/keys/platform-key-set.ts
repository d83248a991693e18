import type { JWK } from 'jose';
import { LtiError } from '../error.ts';
import type { SafeFetch } from '../safe-fetch/safe-fetch.ts';

const mediaTypes = 'application/json, application/jwk-set+json';
const maximumKeys = 50;
/** A key set is fetched again after ten minutes. */
const freshFor = 600_000;
/**
 * While the platform does not answer, the old set is used for another hour: no longer, because the platform may have
 * withdrawn a key.
 */
const usableFor = freshFor + 3_600_000;
/** Tokens with invented kids must not make this tool ask the platform again and again. */
const coolDown = 30_000;
/** While the platform is down, people who try again must not each wait for it. */
const pauseAfterFailure = 5_000;

/**
 * The public keys of one platform. They are fetched when they are needed, kept, and fetched once more for an unknown
 * kid.
 */
export class PlatformKeySet {
  readonly #address: string;
  readonly #ask: SafeFetch;
  readonly #now: () => number;
  #keys: readonly JWK[] = [];
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

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

  /** Launches that need the set at the same time wait for one answer. */
  #fetchOnce(): Promise<void> {
    if (this.#now() - this.#failedAt < pauseAfterFailure)
      return Promise.reject(new LtiError('keys-unreachable', { cause: 'It failed a moment ago.' }));
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
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

/** The RSA keys that have a kid, each with only the fields that verifying needs. */
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

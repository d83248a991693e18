import type { JWK } from 'jose';
import { LtiError } from './error.ts';

const timeoutMilliseconds = 5_000;
const maximumBytes = 256 * 1024;
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
  readonly #now: () => number;
  #keys: readonly JWK[] = [];
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #underWay: Promise<void> | undefined;

  /** @param now milliseconds since the epoch */
  constructor(address: string, now: () => number) {
    this.#address = address;
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
      this.#keys = keysIn(await fetchText(this.#address));
      this.#fetchedAt = this.#now();
    } catch (error) {
      this.#failedAt = this.#now();
      throw new LtiError('keys-unreachable', { cause: error });
    }
  }
}

/** No redirect: the address is the one that the administrator or the registration has named. */
async function fetchText(address: string): Promise<string> {
  const response = await fetch(address, {
    headers: { Accept: 'application/json, application/jwk-set+json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`The key set’s address answered ${response.status}.`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maximumBytes) throw new Error('The key set is larger than 256 KiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** RSA keys with a kid; of each what verifying needs. */
function keysIn(text: string): JWK[] {
  const { keys } = (JSON.parse(text) ?? {}) as { keys?: unknown };
  if (!Array.isArray(keys)) throw new Error('The key set has no keys.');
  return keys.slice(0, maximumKeys).flatMap((key: unknown) => {
    const { kty, kid, n, e, use } = (key ?? {}) as Record<string, unknown>;
    const texts = [kid, n, e].every((value) => typeof value === 'string');
    if (kty !== 'RSA' || !texts || (use !== undefined && use !== 'sig')) return [];
    return { kty, kid, n, e, alg: 'RS256', use: 'sig' } as JWK;
  });
}

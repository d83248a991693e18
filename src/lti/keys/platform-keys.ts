import { compactVerify, errors, type JWK } from 'jose';
import type { Claims } from '../claims.ts';
import { LtiError } from '../error.ts';
import type { AddressRules } from '../safe-fetch/address-rules.ts';
import { createSafeFetch, type SafeFetch } from '../safe-fetch/safe-fetch.ts';
import { PlatformKeySet } from './platform-key-set.ts';

/** LTI 1.3 asks for RS256 (Security Framework §5.1.1); everything else is refused by name. */
const algorithms = ['RS256'];
const maximumSetBytes = 256 * 1024;
/** The set not used for the longest time makes room. */
const maximumSets = 500;

/** Verifies id_tokens against platforms' key sets, which it keeps. */
export class PlatformKeys {
  /** By address; the one used last is the last. */
  readonly #sets = new Map<string, PlatformKeySet>();
  readonly #ask: SafeFetch;
  readonly #now: () => number;

  /**
   * @param rules where key sets may be: their addresses came with registrations
   * @param now milliseconds since the epoch
   */
  constructor(rules: AddressRules, now: () => number = Date.now) {
    this.#ask = createSafeFetch(rules, { maximumBytes: maximumSetBytes });
    this.#now = now;
  }

  /**
   * Checks the signature only; the claims are the guard's.
   * @returns the claims, and the key that the signature matched
   * @throws LtiError
   */
  async verify(token: string, kid: string, jwksUrl: string): Promise<{ claims: Claims; key: JWK }> {
    let key: JWK | undefined;
    const find = async () => {
      key = await this.#setOf(jwksUrl).find(kid);
      return key;
    };
    try {
      const { payload } = await compactVerify(token, find, { algorithms });
      return { claims: claimsIn(payload), key: key as unknown as JWK };
    } catch (error) {
      throw asLtiError(error);
    }
  }

  #setOf(jwksUrl: string): PlatformKeySet {
    const set = this.#sets.get(jwksUrl) ?? new PlatformKeySet(jwksUrl, this.#ask, this.#now);
    this.#sets.delete(jwksUrl);
    this.#sets.set(jwksUrl, set);
    const [oldest] = this.#sets.keys();
    if (this.#sets.size > maximumSets && oldest !== undefined) this.#sets.delete(oldest);
    return set;
  }
}

function claimsIn(payload: Uint8Array): Claims {
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (typeof claims === 'object' && claims !== null) return claims as Claims;
  } catch {
    // Said below.
  }
  throw new LtiError('token-malformed');
}

function asLtiError(error: unknown): LtiError {
  if (error instanceof LtiError) return error;
  const options = { cause: error };
  if (error instanceof errors.JWSSignatureVerificationFailed) return new LtiError('signature-wrong', options);
  if (error instanceof errors.JOSEAlgNotAllowed) return new LtiError('algorithm-refused', options);
  if (error instanceof errors.JWSInvalid) return new LtiError('token-malformed', options);
  // The key itself is of no use, such as one of less than 2,048 bits.
  return new LtiError('key-unknown', options);
}

import { compactVerify, errors, type JWK } from 'jose';
import { isNestedTooDeep } from '../../values/nesting.ts';
import type { Claims } from '../claims.ts';
import { LtiError } from '../error.ts';
import type { AddressRules } from '../safe-fetch/address-rules.ts';
import { createSafeFetch, type SafeFetch } from '../safe-fetch/safe-fetch.ts';
import { PlatformKeySet } from './platform-key-set.ts';

/** LTI 1.3 asks for RS256 (Security Framework §5.1.1). Every other algorithm is refused. */
const algorithms = ['RS256'];
const maximumSetBytes = 256 * 1024;
/** The set that has not been used for the longest time is dropped. */
const maximumSets = 500;

/** Verifies id_tokens with the key sets of the platforms, and keeps these sets. */
export class PlatformKeys {
  /** By address, the most recently used set last. */
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
   * Checks the signature only. `checkMessage` checks the claims.
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
    const claims: unknown = isNestedTooDeep(payload) ? null : JSON.parse(new TextDecoder().decode(payload));
    if (typeof claims === 'object' && claims !== null) return claims as Claims;
  } catch {
    // The payload is no JSON; the error is thrown below.
  }
  throw new LtiError('token-malformed');
}

function asLtiError(error: unknown): LtiError {
  if (error instanceof LtiError) return error;
  const options = { cause: error };
  if (error instanceof errors.JWSSignatureVerificationFailed) return new LtiError('signature-wrong', options);
  if (error instanceof errors.JOSEAlgNotAllowed) return new LtiError('algorithm-refused', options);
  if (error instanceof errors.JWSInvalid) return new LtiError('token-malformed', options);
  // The key itself cannot be used, for instance because it has less than 2,048 bits.
  return new LtiError('key-unknown', options);
}

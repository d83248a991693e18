import { compactVerify, createRemoteJWKSet, type ExportedJWKSCache, errors, type JWK, jwksCache } from 'jose';
import type { Claims } from './claims.ts';
import { LtiError } from './error.ts';

/** LTI 1.3 asks for RS256 (Security Framework §5.1.1); everything else is refused by name. */
const algorithms = ['RS256'];

interface KeySet {
  resolve: ReturnType<typeof createRemoteJWKSet>;
  cache: ExportedJWKSCache | Record<string, never>;
}

/** Verifies id_tokens against platforms' key sets, which it keeps for ten minutes; refetched once for an unknown kid. */
export class PlatformKeys {
  readonly #sets = new Map<string, KeySet>();

  /**
   * Checks the signature only; the claims are the guard's.
   * @returns the claims, and the key that the signature matched
   * @throws LtiError
   */
  async verify(token: string, kid: string, jwksUrl: string): Promise<{ claims: Claims; key: JWK }> {
    const set = this.#setOf(jwksUrl);
    try {
      const { payload } = await compactVerify(token, set.resolve, { algorithms });
      const claims = claimsIn(payload);
      const key = set.cache.jwks?.keys.find((candidate) => candidate.kid === kid);
      if (!key) throw new LtiError('key-unknown');
      return { claims, key };
    } catch (error) {
      throw asLtiError(error);
    }
  }

  #setOf(jwksUrl: string): KeySet {
    const known = this.#sets.get(jwksUrl);
    if (known) return known;
    const cache = {};
    const limits = {
      timeoutDuration: 5_000,
      cooldownDuration: 30_000,
      cacheMaxAge: 600_000,
      [jwksCache]: cache,
    };
    const set = { resolve: createRemoteJWKSet(new URL(jwksUrl), limits), cache };
    this.#sets.set(jwksUrl, set);
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
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return new LtiError('key-unknown', options);
  if (error instanceof errors.JWSInvalid) return new LtiError('token-malformed', options);
  return new LtiError('keys-unreachable', options);
}

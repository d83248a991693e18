import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';

/**
 * What a tool has signed for Canvas with a key of its key set, as its client. Canvas fetches that anew.
 * @throws Error
 */
export async function signedByTool(
  jwt: string,
  { clientId, keySetUrl }: { clientId: string; keySetUrl: string },
  audience: string,
): Promise<JWTPayload> {
  const answer = await fetch(keySetUrl);
  const keys = createLocalJWKSet((await answer.json()) as JSONWebKeySet);
  const required = { issuer: clientId, audience, requiredClaims: ['iat', 'exp'] };
  return (await jwtVerify(jwt, keys, required)).payload;
}

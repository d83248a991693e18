import { isReturnAddress } from '../deep-linking/settings.ts';
import { LtiError, type LtiErrorCode } from '../error.ts';
import { type Claims, claim, objectClaim, text } from './claims.ts';
import { isStaff } from './roles.ts';

/** What a launch is held against: the login that began it. */
export interface Expected {
  issuer: string;
  clientId: string;
  nonce: string;
  targetLinkUri: string;
  /** Where the login named one. */
  deploymentId?: string;
  /** Seconds since the epoch. */
  now: number;
}

/** Allowed difference between the platform's clock and ours, seconds. */
const clockSkew = 60;

type Check = readonly [code: LtiErrorCode, passes: (claims: Claims, expected: Expected) => boolean];

/** In this order; the first that fails names the error. Signature and key were checked before. */
const checks: readonly Check[] = [
  // Security Framework §5.1.3
  ['issuer-mismatch', (claims, expected) => claims['iss'] === expected.issuer],
  ['audience-mismatch', (claims, expected) => audiences(claims).includes(expected.clientId)],
  ['authorized-party-mismatch', authorizedParty],
  ['time-missing', (claims) => Number.isFinite(claims['exp']) && Number.isFinite(claims['iat'])],
  ['token-expired', (claims, { now }) => (claims['exp'] as number) > now - clockSkew],
  [
    'token-from-future',
    // RFC 7519 §4.1.5: `nbf` need not be there.
    (claims, { now }) =>
      [claims['iat'], claims['nbf'] ?? 0].every((time) => (time as number) < now + clockSkew),
  ],
  ['nonce-mismatch', (claims, expected) => claims['nonce'] === expected.nonce],
  // LTI Core §5.3
  ['version-unsupported', (claims) => claims[claim.version] === '1.3.0'],
  ['message-type-unsupported', (claims) => isResourceLink(claims) || isDeepLinking(claims)],
  ['deployment-missing', (claims) => text(claims[claim.deploymentId]) !== undefined],
  [
    'deployment-mismatch',
    (claims, { deploymentId }) => [undefined, claims[claim.deploymentId]].includes(deploymentId),
  ],
  ['target-mismatch', target],
  ['roles-missing', (claims) => Array.isArray(claims[claim.roles])],
  [
    'resource-link-missing',
    (claims) => isDeepLinking(claims) || text(objectClaim(claims, claim.resourceLink)['id']) !== undefined,
  ],
  // Deep Linking §4.4.1
  [
    'deep-linking-settings-missing',
    (claims) =>
      isResourceLink(claims) ||
      text(objectClaim(claims, claim.deepLinkingSettings)['deep_link_return_url']) !== undefined,
  ],
  [
    'deep-linking-return-refused',
    (claims, { issuer }) =>
      isResourceLink(claims) ||
      isReturnAddress(objectClaim(claims, claim.deepLinkingSettings)['deep_link_return_url'], issuer),
  ],
  // Who of the staff may add to a course is the platform's business; that nobody else may is certain.
  ['deep-linking-for-staff', (claims) => isResourceLink(claims) || isStaff(claims[claim.roles] as unknown[])],
];

/** @throws LtiError naming the first check that the claims do not pass */
export function checkClaims(claims: Claims, expected: Expected): void {
  for (const [code, passes] of checks) if (!passes(claims, expected)) throw new LtiError(code);
}

export function isResourceLink(claims: Claims): boolean {
  return claims[claim.messageType] === 'LtiResourceLinkRequest';
}

export function isDeepLinking(claims: Claims): boolean {
  return claims[claim.messageType] === 'LtiDeepLinkingRequest';
}

function audiences(claims: Claims): unknown[] {
  return Array.isArray(claims['aud']) ? claims['aud'] : [claims['aud']];
}

/** OpenID Connect Core §3.1.3.7, items 4 and 5: with several audiences `azp` must be there; where it is, be us. */
function authorizedParty(claims: Claims, expected: Expected): boolean {
  if (claims['azp'] !== undefined) return claims['azp'] === expected.clientId;
  return !Array.isArray(claims['aud']) || claims['aud'].length === 1;
}

/** A deep-linking request need not have a target; where one is, it must be the one that the login announced. */
function target(claims: Claims, expected: Expected): boolean {
  const uri = claims[claim.targetLinkUri];
  return uri === expected.targetLinkUri || (uri === undefined && isDeepLinking(claims));
}

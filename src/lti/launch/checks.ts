import { LtiError, type LtiErrorCode } from '../error.ts';
import type { LaunchMessage, MessageType } from './message.ts';
import { isStaff } from './roles.ts';

/** What a launch is compared with: the login that began it. */
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

/** A message that passed every check, and therefore has what the checks ask for. */
export type CheckedMessage = LaunchMessage & {
  type: MessageType;
  deploymentId: string;
  roles: readonly string[];
  expiresAt: number;
};

/** Allowed difference between the platform's clock and ours, seconds. */
const clockSkew = 60;

type Check = readonly [code: LtiErrorCode, passes: (message: LaunchMessage, expected: Expected) => boolean];

/** The checks in their order. The first one that fails names the error. The signature was verified before. */
const checks: readonly Check[] = [
  // Security Framework §5.1.3
  ['issuer-mismatch', ({ issuer }, expected) => issuer === expected.issuer],
  ['audience-mismatch', ({ audiences }, { clientId }) => audiences.includes(clientId)],
  ['authorized-party-mismatch', isAuthorizedParty],
  ['time-missing', ({ expiresAt, issuedAt }) => expiresAt !== undefined && issuedAt !== undefined],
  ['token-expired', ({ expiresAt = 0 }, { now }) => expiresAt > now - clockSkew],
  [
    'token-from-future',
    ({ issuedAt = 0, notBefore }, { now }) => [issuedAt, notBefore].every((time) => time < now + clockSkew),
  ],
  ['nonce-mismatch', ({ nonce }, expected) => nonce === expected.nonce],
  // LTI Core §5.3
  ['version-unsupported', ({ version }) => version === '1.3.0'],
  ['message-type-unsupported', ({ type }) => type !== undefined],
  ['deployment-missing', ({ deploymentId }) => deploymentId !== undefined],
  [
    'deployment-mismatch',
    ({ deploymentId }, expected) => [undefined, deploymentId].includes(expected.deploymentId),
  ],
  ['target-mismatch', isExpectedTarget],
  // §5.3.6: absent is an anonymous person. What is there and no id may be anybody.
  ['subject-unusable', ({ subject }) => subject === undefined || isSubject(subject)],
  ['roles-missing', ({ roles }) => roles !== undefined],
  [
    'resource-link-missing',
    ({ type, resourceLinkId }) => type !== 'resource-link' || resourceLinkId !== undefined,
  ],
  // Deep Linking §4.4.1
  [
    'deep-linking-settings-missing',
    ({ type, deepLinking }) => type !== 'deep-linking' || deepLinking !== undefined,
  ],
  [
    'deep-linking-return-refused',
    ({ deepLinking }, { issuer }) => !deepLinking || isReturnAddress(deepLinking.returnUrl, issuer),
  ],
  // The platform decides who of the staff may add something to a course. It is certain that nobody else may.
  ['deep-linking-for-staff', ({ type, roles = [] }) => type !== 'deep-linking' || isStaff(roles)],
];

/** @throws LtiError naming the first check that the message does not pass */
export function checkMessage(message: LaunchMessage, expected: Expected): CheckedMessage {
  for (const [code, passes] of checks) if (!passes(message, expected)) throw new LtiError(code);
  return message as CheckedMessage;
}

/** OpenID Connect Core §2: at most 255 characters. */
function isSubject(subject: string): boolean {
  return subject.length >= 1 && subject.length <= 255;
}

/** OpenID Connect Core §3.1.3.7, items 4 and 5: `azp` must be there beside several audiences, and must then be us. */
function isAuthorizedParty({ authorizedParty, audiences }: LaunchMessage, { clientId }: Expected): boolean {
  return authorizedParty === undefined ? audiences.length === 1 : authorizedParty === clientId;
}

/** A deep-linking request need not have a target. Where there is one, it must be the one that the login announced. */
function isExpectedTarget({ type, targetLinkUri }: LaunchMessage, expected: Expected): boolean {
  return targetLinkUri === expected.targetLinkUri || (targetLinkUri === undefined && type === 'deep-linking');
}

/**
 * Whether the person's browser may send an answer to this address: over https, or over http to a platform that is
 * itself on http. (That is a test installation; in production none can be registered.)
 */
export function isReturnAddress(address: string, issuer: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && issuer.startsWith('http:'));
}

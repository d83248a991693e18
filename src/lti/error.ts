import { type Message, message } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';

/** What the person can do about it: a message of that name. */
type Advice = 'restart' | 'cookies' | 'later' | 'approval' | 'teachers' | 'adding' | 'administrator';

/**
 * Why a login or a launch was refused: the HTTP status, and the advice to the person who clicked. The cause, for the administrator
 * to whom that person shows the page, is the message `launchError.…`. Each code has its row in docs/lti-checks.md.
 */
const causes = {
  'login-parameter-missing': [400, 'restart'],
  'registration-unknown': [400, 'administrator'],
  'client-id-ambiguous': [400, 'administrator'],
  'target-foreign': [400, 'administrator'],
  'token-missing': [400, 'restart'],
  'token-malformed': [400, 'administrator'],
  'token-too-large': [413, 'administrator'],
  'platform-refused': [400, 'restart'],
  'state-unknown': [401, 'restart'],
  'state-used': [401, 'restart'],
  'browser-mismatch': [401, 'cookies'],
  'algorithm-refused': [401, 'administrator'],
  'key-unknown': [401, 'administrator'],
  'keys-unreachable': [503, 'later'],
  'signature-wrong': [401, 'administrator'],
  'issuer-mismatch': [401, 'administrator'],
  'audience-mismatch': [401, 'administrator'],
  'authorized-party-mismatch': [401, 'administrator'],
  'time-missing': [401, 'administrator'],
  'token-expired': [401, 'restart'],
  'token-from-future': [401, 'administrator'],
  'nonce-mismatch': [401, 'restart'],
  'version-unsupported': [400, 'administrator'],
  'message-type-unsupported': [400, 'administrator'],
  'deployment-missing': [400, 'administrator'],
  'deployment-ambiguous': [400, 'administrator'],
  'deployment-mismatch': [401, 'administrator'],
  'deployment-unknown': [403, 'administrator'],
  'institution-pending': [403, 'approval'],
  'target-mismatch': [400, 'administrator'],
  'subject-unusable': [400, 'administrator'],
  'roles-missing': [400, 'administrator'],
  'resource-link-missing': [400, 'administrator'],
  'deep-linking-settings-missing': [400, 'administrator'],
  'deep-linking-return-refused': [400, 'administrator'],
  'deep-linking-for-staff': [403, 'teachers'],
  'deep-linking-over': [409, 'adding'],
  'provider-refused': [401, 'administrator'],
  'session-missing': [401, 'restart'],
} as const satisfies Record<string, readonly [number, Advice]>;

export type LtiErrorCode = keyof typeof causes;

export const ltiErrorCodes = Object.keys(causes) as LtiErrorCode[];

/** What the error page may offer to send again. */
export interface Retry {
  /** Path on this host. */
  action: string;
  fields: Readonly<Record<string, string>>;
}

export class LtiError extends Error {
  readonly code: LtiErrorCode;
  readonly status: number;
  /** What to say to the person. */
  readonly person: Message;
  /** What to say to an administrator. */
  readonly staff: Message;
  /** True where a verified token says that the reader teaches or administers. The page then begins with `staff`. */
  forStaff = false;
  retry?: Retry;
  /** For the Retry-After header. */
  afterSeconds?: number;

  constructor(code: LtiErrorCode, options?: ErrorOptions) {
    const [status, kind] = causes[code];
    const staff = message(`launchError.${code}`);
    super(`${code}: ${inEnglish(staff)}`, options);
    this.name = 'LtiError';
    this.code = code;
    this.status = status;
    this.person = message(kind === 'adding' ? 'add.over' : `launch.${kind}`);
    this.staff = staff;
  }
}

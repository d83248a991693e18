import { type Message, message } from '../messages/message.ts';

/** What the person can do about it: a message of that name. */
type Advice = 'restart' | 'cookies' | 'later' | 'approval' | 'teachers' | 'adding' | 'administrator';

/**
 * Why a login or a launch was refused: the HTTP status, the advice to the person who clicked (an `Advice`), and
 * the cause, for the administrator to whom that person shows the page. Each code has its row in docs/lti-checks.md.
 */
const causes = {
  'login-parameter-missing': [
    400,
    'restart',
    'The login request lacks iss, login_hint or target_link_uri, or has a parameter twice or with more than 8,192 characters.',
  ],
  'registration-unknown': [
    400,
    'administrator',
    'No registration has this issuer and client_id: run `npm run platform -- add`.',
  ],
  'client-id-ambiguous': [
    400,
    'administrator',
    'The issuer has several registrations and the login names no client_id.',
  ],
  'target-foreign': [400, 'administrator', 'target_link_uri is not an address of this tool.'],
  'token-missing': [400, 'restart', 'The launch has no id_token or no state.'],
  'token-malformed': [400, 'administrator', 'The id_token is not a JWT.'],
  'token-too-large': [413, 'administrator', 'The id_token is larger than 64 KiB.'],
  'platform-refused': [400, 'restart', 'The platform answered the login with an error.'],
  'state-unknown': [401, 'restart', 'The state was never issued, or has expired.'],
  'state-used': [401, 'restart', 'This launch was used before.'],
  'browser-mismatch': [401, 'cookies', 'The browser did not send the login cookie back.'],
  'algorithm-refused': [401, 'administrator', 'The id_token is not signed with RS256.'],
  'key-unknown': [
    401,
    'administrator',
    'The id_token has no kid, or one that is not in the platform’s key set.',
  ],
  'keys-unreachable': [
    503,
    'later',
    'The platform’s key set cannot be fetched. If the platform is inside your own network, name its host in PRIVATE_LMS_HOSTS.',
  ],
  'signature-wrong': [401, 'administrator', 'The signature of the id_token does not match.'],
  'issuer-mismatch': [401, 'administrator', 'iss differs from the login’s.'],
  'audience-mismatch': [401, 'administrator', 'aud does not name this tool’s client_id.'],
  'authorized-party-mismatch': [
    401,
    'administrator',
    'azp is missing beside several audiences, or names another client.',
  ],
  'time-missing': [401, 'administrator', 'exp or iat is missing.'],
  'token-expired': [401, 'restart', 'The id_token has expired.'],
  'token-from-future': [
    401,
    'administrator',
    'iat or nbf lies in the future: check the clocks of both servers.',
  ],
  'nonce-mismatch': [401, 'restart', 'The nonce is missing or is not the login’s.'],
  'version-unsupported': [400, 'administrator', 'The LTI version is not 1.3.0.'],
  'message-type-unsupported': [400, 'administrator', 'message_type is missing or unknown.'],
  'deployment-missing': [400, 'administrator', 'deployment_id is missing.'],
  'deployment-ambiguous': [
    400,
    'administrator',
    'The login names two deployments: lti_deployment_id and deployment_id differ.',
  ],
  'deployment-mismatch': [401, 'administrator', 'deployment_id differs from the one that the login named.'],
  'deployment-unknown': [
    403,
    'administrator',
    'This deployment is not registered here: add it with `npm run platform -- add`.',
  ],
  'institution-pending': [
    403,
    'approval',
    'The institution waits for approval: approve it on the administration page or with `npm run platform -- approve`.',
  ],
  'target-mismatch': [400, 'administrator', 'target_link_uri differs from the login’s.'],
  'subject-unusable': [
    400,
    'administrator',
    'sub is there and is no text of 1 to 255 characters: the platform has to send the person’s id as text, or none.',
  ],
  'roles-missing': [400, 'administrator', 'The roles claim is missing.'],
  'resource-link-missing': [400, 'administrator', 'resource_link.id is missing.'],
  'deep-linking-settings-missing': [400, 'administrator', 'A deep-linking request without its settings.'],
  'deep-linking-return-refused': [
    400,
    'administrator',
    'deep_link_return_url is not an https address (http only where the platform’s issuer is on http).',
  ],
  'deep-linking-for-staff': [403, 'teachers', 'A deep-linking request by a learner.'],
  'deep-linking-over': [
    409,
    'adding',
    'The deep-linking request was answered before, or the tool was opened again in this browser since.',
  ],
  'provider-refused': [401, 'administrator', 'ltijs refused the launch.'],
  'session-missing': [401, 'restart', 'There is no session, or it has ended.'],
} as const satisfies Record<string, readonly [number, Advice, string]>;

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
  readonly staff: string;
  /** True where a verified token says that the reader teaches or administers. The page then begins with `staff`. */
  forStaff = false;
  retry?: Retry;
  /** For the Retry-After header. */
  afterSeconds?: number;

  constructor(code: LtiErrorCode, options?: ErrorOptions) {
    const [status, kind, staff] = causes[code];
    super(`${code}: ${staff}`, options);
    this.name = 'LtiError';
    this.code = code;
    this.status = status;
    this.person = message(kind === 'adding' ? 'add.over' : `launch.${kind}`);
    this.staff = staff;
  }
}

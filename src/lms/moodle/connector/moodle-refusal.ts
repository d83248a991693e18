import { SourceError, type SourceErrorOptions } from '../../../sync/source-error.ts';
import { type MoodleFunction, moodleFunctions } from './functions.ts';

/** Moodle answered with an exception, or with a status other than 200. */
export class MoodleRefusal extends SourceError {
  /** Moodle's own code: `nocriteriaset`, … */
  readonly errorCode: string;

  constructor(code: string, errorCode: string, happened: string, cure: string, options?: SourceErrorOptions) {
    super(code, happened, cure, options);
    this.name = 'MoodleRefusal';
    this.errorCode = errorCode;
  }

  /** The refusal is about one course or person. Others may still be readable. */
  get isLocal(): boolean {
    return ['forbidden', 'vanished', 'refused'].includes(this.code);
  }
}

const maintenanceMilliseconds = 15 * 60_000;

const services = 'Site administration → Server → Web services';
const account =
  'Look at the account of the token in Site administration → Users: it must be confirmed, not suspended, with a sign-in method other than “No login”.';

/** What Moodle's error codes mean here. A code that is not listed is about the thing that was asked for. */
const known = new Map<string, readonly [code: string, cure: string]>(
  Object.entries({
    invalidtoken: ['token-refused', `Enter the token again, or make another in ${services} → Manage tokens.`],
    servicenotavailable: ['service-off', `Enable the service in ${services} → External services.`],
    wsaccessuserdeleted: ['account-refused', account],
    wsaccessuserunconfirmed: ['account-refused', account],
    wsaccessusersuspended: ['account-refused', account],
    wsaccessuserexpired: ['account-refused', account],
    wsaccessusernologin: ['account-refused', account],
    usernotfullysetup: [
      'account-refused',
      'Complete the profile of the account of the token: name and e-mail address.',
    ],
    forcepasswordchangenotice: ['account-refused', 'Change the password of the account of the token once.'],
    sitepolicynotagreed: ['account-refused', 'Agree to the site policy once as the account of the token.'],
    sitemaintenance: ['busy', 'The next run goes on from here when the maintenance is over.'],
    upgraderunning: ['busy', 'The next run goes on from here when the upgrade is over.'],
    invalidrecord: ['vanished', 'It was deleted a moment ago; the next run knows.'],
    invalidrecordunknown: ['vanished', 'It was deleted a moment ago; the next run knows.'],
    invalidcourseid: ['vanished', 'It was deleted a moment ago; the next run knows.'],
  }),
);

/** Errors about rights. The function that was called tells which right is missing. */
const rights = new Set([
  ...['nopermissions', 'errorcoursecontextnotvalid', 'requireloginerror', 'cannotviewreport'],
  ...['nopermissiontoviewgrades', 'accessdenied', 'notingroup', 'coursehidden'],
]);

/**
 * What an administrator reads about an exception (status 200 with `{ exception, errorcode, message }`). The message is
 * not quoted, because it may name a person.
 */
export function refusalOf(asked: MoodleFunction, errorcode: unknown): MoodleRefusal {
  const errorCode = typeof errorcode === 'string' && /^\w{1,60}$/.test(errorcode) ? errorcode : 'unknown';
  const said = `Moodle answered “${errorCode}” to ${asked}.`;
  if (errorCode === 'accessexception')
    return new MoodleRefusal('not-granted', errorCode, said, granting(asked));
  if (rights.has(errorCode))
    return new MoodleRefusal(
      ...(['forbidden', errorCode, said] as const),
      `Allow the role of the token's account ${moodleFunctions[asked].capabilities.join(', ')}.`,
    );
  const [code, cure] = known.get(errorCode) ?? [
    'refused',
    'Look for it in docs/moodle.md, and in Moodle itself.',
  ];
  const later = code === 'busy' ? { retryAfterMilliseconds: maintenanceMilliseconds } : {};
  return new MoodleRefusal(code, errorCode, said, cure, later);
}

/** What a status other than 200 means. Moodle itself sends few of them. */
export function statusRefusal(asked: MoodleFunction, status: number): MoodleRefusal {
  const said = `The site answered ${status} to ${asked}.`;
  const errorCode = `${status}`;
  if (status === 403)
    return new MoodleRefusal(
      ...(['service-off', errorCode, said] as const),
      `Enable web services (Site administration → General → Advanced features) and the REST protocol (${services} → Manage protocols).`,
    );
  const cure = 'Check that the address is the one of the front page of a Moodle site.';
  return new MoodleRefusal(status === 404 ? 'not-found' : 'answer-unusable', errorCode, said, cure);
}

/** Moodle answers the same in all of these cases. */
function granting(asked: MoodleFunction): string {
  return [
    `Check in ${services} that the service holds ${asked} and, where it is for authorised users only, the account;`,
    'that the token has not ended and is not for other IP addresses;',
    "and that the account's role allows webservice/rest:use.",
  ].join(' ');
}

import { type Message, message } from '../../../messages/message.ts';
import { mayBeOfOnePart } from '../../../sync/failing-parts.ts';
import { SourceError, type SourceErrorOptions } from '../../../sync/source-error.ts';
import { type MoodleFunction, moodleFunctions } from './functions.ts';

/** Moodle answered with an exception, or with a status other than 200. */
export class MoodleRefusal extends SourceError {
  /** Moodle's own code: `nocriteriaset`, … */
  readonly errorCode: string;

  constructor(
    code: string,
    errorCode: string,
    happened: Message,
    cure: Message,
    options?: SourceErrorOptions,
  ) {
    super(code, happened, cure, options);
    this.name = 'MoodleRefusal';
    this.errorCode = errorCode;
  }

  /** The refusal is about one course or person. Others may still be readable. */
  get isLocal(): boolean {
    return ['forbidden', 'vanished', 'refused'].includes(this.code);
  }
}

export function isLocalRefusal(error: unknown): error is MoodleRefusal {
  return error instanceof MoodleRefusal && error.isLocal;
}

/** Whether an error may be about the one thing that was asked for, as far as one answer tells: others may still be readable. */
export function isLocal(error: unknown): error is SourceError {
  return isLocalRefusal(error) || mayBeOfOnePart(error);
}

const maintenanceMilliseconds = 15 * 60_000;

/** The end of the key of the message that says what to do: `moodle.cure.…`. */
type Cure =
  | ('token' | 'service' | 'account' | 'profile' | 'password' | 'policy')
  | ('maintenance' | 'upgrade' | 'vanished' | 'refused');

/** What Moodle's error codes mean here. A code that is not listed is about the thing that was asked for. */
const known = new Map<string, readonly [code: string, cure: Cure]>(
  Object.entries({
    invalidtoken: ['token-refused', 'token'],
    servicenotavailable: ['service-off', 'service'],
    wsaccessuserdeleted: ['account-refused', 'account'],
    wsaccessuserunconfirmed: ['account-refused', 'account'],
    wsaccessusersuspended: ['account-refused', 'account'],
    wsaccessuserexpired: ['account-refused', 'account'],
    wsaccessusernologin: ['account-refused', 'account'],
    usernotfullysetup: ['account-refused', 'profile'],
    forcepasswordchangenotice: ['account-refused', 'password'],
    sitepolicynotagreed: ['account-refused', 'policy'],
    sitemaintenance: ['busy', 'maintenance'],
    upgraderunning: ['busy', 'upgrade'],
    invalidrecord: ['vanished', 'vanished'],
    invalidrecordunknown: ['vanished', 'vanished'],
    invalidcourseid: ['vanished', 'vanished'],
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
  const said = message('moodle.answered', { code: errorCode, asked });
  if (errorCode === 'accessexception')
    return new MoodleRefusal('not-granted', errorCode, said, message('moodle.cure.granting', { asked }));
  if (rights.has(errorCode))
    return new MoodleRefusal(
      ...(['forbidden', errorCode, said] as const),
      message('moodle.cure.capabilities', { capabilities: moodleFunctions[asked].capabilities.join(', ') }),
    );
  const [code, cure] = known.get(errorCode) ?? (['refused', 'refused'] as const);
  const later = code === 'busy' ? { retryAfterMilliseconds: maintenanceMilliseconds } : {};
  return new MoodleRefusal(code, errorCode, said, message(`moodle.cure.${cure}`), later);
}

/** What a status other than 200 means. Moodle itself sends few of them. */
export function statusRefusal(asked: MoodleFunction, status: number): MoodleRefusal {
  const said = message('moodle.siteAnswered', { status: `${status}`, asked });
  const errorCode = `${status}`;
  if (status === 403)
    return new MoodleRefusal(...(['service-off', errorCode, said] as const), message('moodle.cure.protocol'));
  const cure = message('moodle.cure.frontPage');
  return new MoodleRefusal(status === 404 ? 'not-found' : 'answer-unusable', errorCode, said, cure);
}

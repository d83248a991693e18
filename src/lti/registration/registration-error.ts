import { type Message, message } from '../../messages/message.ts';
import { inEnglish } from '../../words/in-english.ts';
import { quoted } from '../safe-fetch/own-words.ts';

/** The HTTP status of each; what the person reads is the message `registrationError.…`. */
const statuses = {
  'configuration-missing': 400,
  'platform-unusable': 400,
  'issuer-foreign': 400,
  'outcome-unknown': 400,
  'platform-refused': 400,
  'platform-objects': 400,
  'under-way': 409,
  'known-otherwise': 409,
  'too-many-pending': 429,
  'invitation-unknown': 403,
} as const satisfies Record<string, number>;

export type RegistrationErrorCode = keyof typeof statuses;

/** A dynamic registration that was not carried out. The person who reads it is the LMS's administrator. */
export class RegistrationError extends Error {
  readonly code: RegistrationErrorCode;
  readonly status: number;
  readonly person: readonly Message[];
  /** What exactly was wrong. */
  readonly staff: readonly Message[];

  /** @param options.said the platform's own words (`ownWords`), which only pages show: they are not logged */
  constructor(
    code: RegistrationErrorCode,
    detail: readonly Message[] = [],
    options: ErrorOptions & { said?: string } = {},
  ) {
    const { said = '', ...others } = options;
    const person = message(`registrationError.${code}`);
    super(`${code}: ${inEnglish(detail.length > 0 ? detail : person)}`, others);
    this.name = 'RegistrationError';
    this.code = code;
    this.status = statuses[code];
    this.person = [person, ...quoted(said)];
    this.staff = detail;
  }
}
